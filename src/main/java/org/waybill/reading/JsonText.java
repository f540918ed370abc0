package org.waybill.reading;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON as people read it: with the characters for which it has escapes. It need not be valid. */
final class JsonText {

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([/\\\\\"]))");

  private JsonText() {}

  static String readable(String source) {
    Matcher escape = ESCAPE.matcher(source);
    StringBuilder text = new StringBuilder(source.length());
    int from = 0;
    while (escape.find()) {
      text.append(source, from, escape.start());
      text.append(escape.group(1) == null ? escape.group() : character(escape));
      from = escape.end();
    }
    return Headings.unmarked(text.append(source, from, source.length()).toString());
  }

  private static String character(Matcher escape) {
    char c = (char) Integer.parseInt(escape.group(1), 16);
    return Character.isISOControl(c) || c == '"' || c == '\\' ? escape.group() : String.valueOf(c);
  }
}
