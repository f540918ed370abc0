package org.waybill.json;

import java.util.regex.Pattern;

/**
 * Looks over a JSON text before it is parsed: no value of it may cost more than its length. The
 * parser makes objects, recursion and numbers of it; this makes nothing. What is no JSON is left
 * for the parser to say.
 */
final class JsonBounds {

  static final int DEPTH = 100;
  static final int NUMBER = 100;
  static final int EXPONENT = 400;
  static final int NAME = 1_000;
  static final int STRING = 10_000_000;
  static final int MEMBERS = 10_000;
  static final int ELEMENTS = 100_000;
  static final int VALUES = 300_000;

  private static final Pattern ALONE =
      Pattern.compile(
          "true|false|null|-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+");

  private final String text;
  private final int[] counts = new int[DEPTH + 1];
  private final boolean[] arrays = new boolean[DEPTH + 1];
  private int at;
  private int depth;
  private int values;
  private int members;
  private int lastString;
  private boolean ended;

  private JsonBounds(String text) {
    this.text = text;
  }

  /**
   * @return how many members its objects have together
   * @throws RefusedJson naming what is beyond a bound
   */
  static int check(String text) {
    JsonBounds bounds = new JsonBounds(text);
    bounds.scan();
    return bounds.members;
  }

  private void scan() {
    int length = text.length();
    while (at < length && depth >= 0) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        at++;
        continue;
      }
      if (ended) {
        throw RefusedJson.wrong("body", "has content after its end", "a single JSON value");
      }
      switch (c) {
        case '"' -> string();
        case '{', '[' -> open(c == '[');
        case '}', ']' -> close();
        case ',' -> next();
        case ':' -> member();
        default -> token(c);
      }
    }
  }

  private void open(boolean array) {
    if (depth == DEPTH) {
      throw RefusedJson.wrong(place(), "is nested too deeply", "at most " + DEPTH + " levels");
    }
    depth++;
    counts[depth] = 1;
    arrays[depth] = array;
    at++;
  }

  private void close() {
    depth--;
    at++;
    valueEnded();
  }

  private void valueEnded() {
    ended = depth == 0;
    if (++values > VALUES) {
      throw RefusedJson.tooLarge("body", "has too many values", "at most " + VALUES);
    }
  }

  private void next() {
    int most = arrays[depth] ? ELEMENTS : MEMBERS;
    if (++counts[depth] > most) {
      String what = arrays[depth] ? "elements" : "members";
      throw RefusedJson.tooLarge(around(), "has too many " + what, "at most " + most);
    }
    at++;
  }

  private void member() {
    if (lastString > NAME) {
      throw RefusedJson.tooLarge(
          around(), "has a name of " + lastString + " characters", "at most " + NAME);
    }
    members++;
    at++;
  }

  private void string() {
    int start = ++at;
    int length = text.length();
    while (at < length) {
      char c = text.charAt(at);
      if (c == '"') {
        break;
      }
      if (c == '\\') {
        escape();
      } else if (Character.isSurrogate(c)) {
        pair(c, at + 1 < length ? text.charAt(at + 1) : 0, 1);
      } else {
        at++;
      }
    }
    lastString = at - start;
    at++;
    if (lastString > STRING) {
      throw RefusedJson.tooLarge(place(), "has " + lastString + " characters", "at most " + STRING);
    }
    valueEnded();
  }

  private void escape() {
    if (at + 1 < text.length() && text.charAt(at + 1) != 'u') {
      at += 2;
      return;
    }
    int unit = unit(at);
    if (unit == 0) {
      throw RefusedJson.wrong(place(), "contains U+0000", "text without U+0000");
    }
    if (unit > 0 && Character.isSurrogate((char) unit)) {
      pair((char) unit, Math.max(0, unit(at + 6)), 6);
    } else {
      at += 6;
    }
  }

  /** Both halves stand side by side, and are written alike. */
  private void pair(char first, int second, int width) {
    if (!Character.isSurrogatePair(first, (char) second)) {
      throw RefusedJson.wrong(place(), "contains an unpaired surrogate", "valid Unicode text");
    }
    at += 2 * width;
  }

  /** The code unit that is escaped here, or -1. */
  private int unit(int start) {
    if (start + 6 > text.length() || text.charAt(start) != '\\' || text.charAt(start + 1) != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = start + 2; i < start + 6; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  private void token(char first) {
    int start = at;
    int exponent = -1;
    for (; at < text.length() && isOfToken(text.charAt(at)); at++) {
      char c = text.charAt(at);
      if (c == 'e' || c == 'E') {
        exponent = at + 1;
      }
    }
    if (first == '-' || (first >= '0' && first <= '9')) {
      number(start, exponent);
    }
    if (depth == 0 && !ALONE.matcher(text).region(start, at).matches()) {
      // The parser stops after a value that stands alone, wherever in a word that is.
      throw RefusedJson.wrong("body", "is not a JSON value", "a JSON object");
    }
    valueEnded();
  }

  private void number(int start, int exponent) {
    int length = at - start;
    if (length > NUMBER) {
      throw RefusedJson.wrong(
          placeOf(start),
          "is a number of " + length + " characters",
          "at most " + NUMBER + " characters");
    }
    if (exponent > 0 && size(exponent) > EXPONENT) {
      throw RefusedJson.wrong(
          placeOf(start), "has an exponent that is out of range", "exponents from -400 to 400");
    }
  }

  private int size(int start) {
    int size = 0;
    for (int i = start; i < at && size <= EXPONENT; i++) {
      int digit = Character.digit(text.charAt(i), 10);
      size = digit < 0 ? size : size * 10 + digit;
    }
    return size;
  }

  private static boolean isOfToken(char c) {
    return c > ' ' && c != ',' && c != ']' && c != '}' && c != ':' && c != '"' && c != '['
        && c != '{';
  }

  private String place() {
    return placeOf(at);
  }

  private String placeOf(int position) {
    return JsonLocation.of(text, position);
  }

  /** The object or array that holds what stands here. */
  private String around() {
    String path = place();
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return end <= 0 ? "body" : path.substring(0, end);
  }
}
