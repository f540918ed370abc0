package org.waybill.agent;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.waybill.text.CallerText;

/** The words of a question that carry its meaning, in English and German. */
record QueryTerms(List<String> content, List<String> names) {

  private static final Pattern ENDING =
      Pattern.compile("(?<=.{3})(?:ungen|ung|ing|est|ed|en|er|es|em|ly|e|s|n)$");

  /** A stem of this length may end in a short word that carries its meaning. */
  private static final int COMPOUND = 8;

  private static final Pattern MARK = Pattern.compile("\\p{Mn}+");

  private static final Set<String> COMMON =
      Set.copyOf(
          List.of(
              """
              a about all am an and any are as at be been before but by can could did do does for from \
              get give had has have how i if in into is it its let long many may me more most much must \
              my no not of often on one or our please shall she should so some tell than that the their \
              them then there these they this those to too up us was we were what when where which while \
              who whom whose why will with would you your explain happens mean means need used use \
              aber alle als am an auch auf aus bei bin bis bitte bist da damit dann darf das dass dein \
              dem den der des die dies diese dieser doch dort du durch ein eine einem einen einer eines \
              er es euch für hat habe haben ich ihm ihr ihre im in ist ja kann kein keine können man \
              mein meine mich mir mit muss müssen nach nicht noch nur ob oder ohne sein seine sich sie \
              sind so soll sollen sollte über um und uns unser unter viel viele vom von vor wann war \
              waren warum was welche welcher welches wem wen wenn wer werden wessen wie wieso wir wird \
              wo wohin zu zum zur zwischen dürfen gibt geht\
              """
                  .split("\\s+")));

  static QueryTerms of(String question) {
    Set<String> content = new LinkedHashSet<>();
    List<String> names = new ArrayList<>();
    for (String word : all(question)) {
      String lower = CallerText.lowerCase(word);
      if (isName(lower)) {
        names.add(lower);
      }
      if (!COMMON.contains(lower)) {
        content.add(lower);
      }
    }
    return new QueryTerms(List.copyOf(content), List.copyOf(names));
  }

  /** Codes such as INC-20391 or E07: a letter and a digit, or parts joined by an underscore. */
  private static boolean isName(String word) {
    boolean coded =
        word.length() >= 3
            && word.chars().anyMatch(c -> c >= '0' && c <= '9')
            && word.codePoints().anyMatch(Character::isLetter);
    int underscore = word.indexOf('_');
    return coded || underscore > 0 && underscore < word.length() - 1;
  }

  /** Without words that carry no meaning, in English and German. */
  static List<String> meaningful(List<String> words) {
    return words.stream().filter(word -> !COMMON.contains(word)).toList();
  }

  /** Whether every code of the question occurs in the text. */
  boolean allNamesIn(String text) {
    return Set.copyOf(lower(all(text))).containsAll(names);
  }

  /**
   * Which of these words are in the text in another form, such as parts of compounds.
   *
   * @param words in lower case
   */
  static List<String> inOtherForms(List<String> words, String text) {
    if (words.isEmpty()) {
      return List.of();
    }
    Set<String> there = Set.copyOf(all(text).stream().map(QueryTerms::stem).toList());
    return words.stream().filter(word -> isIn(stem(word), there)).toList();
  }

  private static boolean isIn(String stem, Set<String> stems) {
    return stems.contains(stem) || stems.stream().anyMatch(other -> compound(stem, other));
  }

  /** German compounds and participles: Mittagsruhe and Ruhe, kündigen and gekündigt. */
  private static boolean compound(String a, String b) {
    String longer = a.length() > b.length() ? a : b;
    String shorter = a.length() > b.length() ? b : a;
    return shorter.length() >= 5
        ? longer.contains(shorter)
        : shorter.length() >= 3 && longer.length() >= COMPOUND && longer.endsWith(shorter);
  }

  /** Letters and digits, and the characters that join them. */
  private static List<String> all(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = endOfWord(text, at);
      if (end > at) {
        words.add(text.substring(at, end));
      }
      at = Math.max(end, at + 1);
    }
    return words;
  }

  private static int endOfWord(String text, int from) {
    int at = endOfPart(text, from);
    int end = at;
    while (at > from && at < text.length() && "-_.".indexOf(text.charAt(at)) >= 0) {
      int next = endOfPart(text, at + 1);
      if (next == at + 1) {
        break;
      }
      end = next;
      at = next;
    }
    return end;
  }

  private static int endOfPart(String text, int from) {
    int at = from;
    while (at < text.length() && isOfWord(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static boolean isOfWord(int character) {
    int type = Character.getType(character);
    return Character.isLetterOrDigit(character)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static List<String> lower(List<String> words) {
    return words.stream().map(CallerText::lowerCase).toList();
  }

  static String stem(String word) {
    String bare = MARK.matcher(CallerText.normalised(word, Normalizer.Form.NFD)).replaceAll("");
    return ENDING.matcher(CallerText.lowerCase(bare)).replaceFirst("");
  }
}
