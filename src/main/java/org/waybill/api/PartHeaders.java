package org.waybill.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.waybill.text.CallerText;

/** Reads the headers of a part, each character once. */
final class PartHeaders {

  private static final String UTF_8 = "utf-8''";

  private PartHeaders() {}

  /** Of the header with this name (lower case), or empty text. */
  static String value(String headers, String name) {
    return headers
        .lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .findFirst()
        .map(line -> line.substring(name.length() + 1).strip())
        .orElse("");
  }

  /** What stands before the first space or parameter, in lower case. */
  static String firstWord(String value) {
    int end = 0;
    while (end < value.length() && value.charAt(end) > ' ' && value.charAt(end) != ';') {
      end++;
    }
    return CallerText.lowerCase(value.substring(0, end));
  }

  /** {@code form-data; name="a"; filename=b.txt}: the parameters by name; the first one counts. */
  static Map<String, String> parameters(String header) {
    Map<String, String> parameters = new HashMap<>();
    int at = afterNext(header, 0, ';');
    while (at < header.length()) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String name = CallerText.lowerCase(header.substring(at, equals).strip());
      StringBuilder value = new StringBuilder();
      at = readValue(header, equals + 1, value);
      parameters.putIfAbsent(name, value.toString());
      at = afterNext(header, at, ';');
    }
    return parameters;
  }

  private static int afterNext(String text, int from, char wanted) {
    int found = text.indexOf(wanted, from);
    return found < 0 ? text.length() : found + 1;
  }

  /** Reads a quoted text or a word; answers where it ends. */
  private static int readValue(String header, int from, StringBuilder value) {
    int at = from;
    if (at == header.length() || header.charAt(at) != '"') {
      while (at < header.length() && " \t;,".indexOf(header.charAt(at)) < 0) {
        value.append(header.charAt(at++));
      }
      return at;
    }
    for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
      boolean escaped = header.charAt(at) == '\\' && at + 1 < header.length();
      value.append(header.charAt(escaped ? ++at : at));
    }
    return Math.min(header.length(), at + 1);
  }

  /** {@code UTF-8''Gr%C3%BC%C3%9Fe.pdf} (RFC 8187); empty if it is none, or another encoding. */
  static Optional<String> decoded(String extended) {
    if (!extended.regionMatches(true, 0, UTF_8, 0, UTF_8.length())) {
      return Optional.empty();
    }
    var bytes = new ByteArrayOutputStream();
    for (int i = UTF_8.length(); i < extended.length(); i++) {
      int high = extended.charAt(i) == '%' ? digit(extended, i + 1) : -1;
      int low = high >= 0 ? digit(extended, i + 2) : -1;
      if (extended.charAt(i) > '~' || extended.charAt(i) == '%' && low < 0) {
        return Optional.empty();
      }
      bytes.write(low >= 0 ? high << 4 | low : extended.charAt(i));
      i += low >= 0 ? 2 : 0;
    }
    try {
      ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(all).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int digit(String text, int at) {
    return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
  }
}
