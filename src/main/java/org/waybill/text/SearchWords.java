package org.waybill.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a text, by which it is found: in lower case and in one form of Unicode. A word that
 * is joined of others, such as {@code sources.list}, counts as a whole and by its parts. Scripts
 * that do not part words are cut into pairs of characters.
 */
public final class SearchWords {

  /** In characters; what is longer is no word. */
  private static final int LONGEST = 64;

  private static final String JOINERS = "-_.'’:/@+";

  private final String text;
  private final List<String> words = new ArrayList<>();

  private SearchWords(String text) {
    this.text = text;
  }

  /** In order, with repeats. */
  public static List<String> of(String text) {
    String normal = CallerText.normalised(text, Normalizer.Form.NFKC);
    SearchWords all = new SearchWords(CallerText.lowerCase(withoutInvisible(normal)));
    all.read();
    return all.words;
  }

  /** Without soft hyphens, joiners and marks of order, which part no words. */
  private static String withoutInvisible(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private void read() {
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      if (isUnparted(character)) {
        at = addPairs(at);
      } else if (isOfWord(character)) {
        at = addJoined(at);
      } else {
        at += Character.charCount(character);
      }
    }
  }

  private int addPairs(int from) {
    int end = from;
    while (end < text.length() && isUnparted(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    int[] run = text.substring(from, end).codePoints().toArray();
    if (run.length == 1) {
      words.add(text.substring(from, end));
    }
    for (int i = 0; i + 1 < run.length; i++) {
      words.add(new String(run, i, 2));
    }
    return end;
  }

  private int addJoined(int from) {
    List<String> parts = new ArrayList<>();
    int at = from;
    int end = endOfPart(at);
    parts.add(text.substring(at, end));
    while (end < text.length() && JOINERS.indexOf(text.charAt(end)) >= 0) {
      at = end + 1;
      int next = endOfPart(at);
      if (next == at) {
        break;
      }
      end = next;
      parts.add(text.substring(at, end));
    }
    if (parts.size() > 1) {
      add(text.substring(from, end));
    }
    parts.forEach(this::add);
    return end;
  }

  private void add(String word) {
    if (word.length() <= LONGEST) {
      words.add(word);
    }
  }

  private int endOfPart(int from) {
    int at = from;
    while (at < text.length()
        && isOfWord(text.codePointAt(at))
        && !isUnparted(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static boolean isOfWord(int character) {
    int type = Character.getType(character);
    return Character.isLetterOrDigit(character)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER
        || CallerText.isMark(character);
  }

  private static boolean isUnparted(int character) {
    if (character < 0x0E00) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(character);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.THAI
        || script == UnicodeScript.LAO
        || script == UnicodeScript.KHMER
        || script == UnicodeScript.MYANMAR
        || character == 0x30FC;
  }
}
