package org.waybill.questions;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The content words that an English question has in common with a passage. Two words are the same
 * if they begin with the same five letters, or with all letters of the shorter one if it has four.
 * Words without content and names do not count; a name has a capital letter within a sentence, or a
 * digit.
 */
public final class SharedWords {

  private static final int STEM = 5;
  private static final int SHORTEST = 4;
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}.]*[\\p{L}\\p{N}]");
  private static final Pattern GENITIVE = Pattern.compile("['’]\\w+");

  private static final Set<String> WITHOUT_CONTENT =
      Set.of(
          ("a about after again all also am an and another any are as at be because been before being"
                  + " below between both but by can could did do does doing down each else every few"
                  + " for from further get go goes had has have having he her here his how if in into"
                  + " instead is it its itself just let lets like may me might more most must my"
                  + " myself no nobody nor not now of off on once one only or other others our out"
                  + " over own person same several shall should so some somebody something still such"
                  + " than that the their them themselves then there these they this those through to"
                  + " too under until up upon use used uses using very was we were what when where"
                  + " which while who whom whose why will with without would yet you your")
              .split(" "));

  private SharedWords() {}

  public static Set<String> of(String question, String passage) {
    List<String> there = words(passage).map(MatchResult::group).map(SharedWords::lower).toList();
    Set<String> shared = new TreeSet<>();
    String asked = GENITIVE.matcher(question).replaceAll("");
    words(asked)
        .filter(word -> !isName(asked, word))
        .map(word -> lower(word.group()))
        .filter(word -> !WITHOUT_CONTENT.contains(word))
        .filter(word -> there.stream().anyMatch(other -> same(word, other)))
        .forEach(shared::add);
    return shared;
  }

  private static Stream<MatchResult> words(String text) {
    return WORD.matcher(text).results();
  }

  private static boolean isName(String text, MatchResult word) {
    boolean first = word.start() == 0 || ".?!".indexOf(text.charAt(word.start() - 2)) >= 0;
    return word.group().chars().anyMatch(Character::isDigit)
        || word.group().substring(first ? 1 : 0).chars().anyMatch(Character::isUpperCase);
  }

  private static boolean same(String one, String other) {
    if (WITHOUT_CONTENT.contains(other)) {
      return false;
    }
    int compared = Math.min(STEM, Math.min(one.length(), other.length()));
    return one.equals(other) || (compared >= SHORTEST && one.regionMatches(0, other, 0, compared));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
