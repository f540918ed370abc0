package org.waybill.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.waybill.json.Json;

/** Makes what no client means out of what one might; the same from the same seed. */
final class Nasty {

  /** JSON texts of single values. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1.5",
          "1e400",
          "-1e-400",
          "1e401",
          "1E+1000000000",
          "9223372036854775808",
          "-9223372036854775809",
          "2147483648",
          "NaN",
          "01",
          "1.",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"a\\udc00b\"",
          "\"\\uFFFF\"",
          "\".\"",
          "\"..\"",
          "\"a/b\"",
          "\"a\\\\b\"",
          "\"a\\nb\"",
          "\"\\u202e\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"9999999999999999999ms\"",
          "\"999999999d\"",
          "\"0ms\"",
          "\"-5s\"",
          "\"http://[\"",
          "\"http://%00/\"",
          "\"http://10.0.0.1/\"",
          "\"ftp://x\"",
          "\"//\"",
          "\"whsec_\"",
          "\"* * * * *\"",
          "\"0 0 31 2 *\"",
          "\"Mars/Base\"",
          "\"' or 1=1 --\"",
          "\"%s%n{0}\"",
          "\"<script>\"",
          "[]",
          "[[]]",
          "[null]",
          "[\"\"]",
          "{}",
          "{\"\":1}",
          "{\"a\":1,\"a\":2}",
          "{\"__proto__\":{}}",
          "{\"$ref\":\"#\"}");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "\n",
          "a\r\nb: c",
          "\u007f",
          "\u0085",
          "\u2028",
          ".",
          "..",
          "../..",
          "/",
          "\\",
          "%",
          "%00",
          "%zz",
          "%ed%a0%80",
          "-1",
          "0",
          "1e9",
          "99999999999999999999",
          "NaN",
          "true",
          "null",
          "*",
          "' or 1=1 --",
          "{0}",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          "ä😀",
          "00000000-0000-0000-0000",
          "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "1-1-1-1-1",
          ",",
          ",,",
          "active,",
          "[",
          "(((",
          "x".repeat(300),
          "x".repeat(3_000));

  private static final List<String> HEADERS =
      List.of(
          "Accept: */*;q=9",
          "Accept: ,",
          "Accept: a",
          "Accept: application/json;q=x",
          "Content-Type: */*",
          "Content-Type: text/plain",
          "Content-Type: application/json; charset",
          "Content-Type: application/json;charset=no-such",
          "Content-Type: multipart/form-data",
          "Idempotency-Key: %",
          "Idempotency-Key: " + "k".repeat(201),
          "Idempotency-Key: ä",
          "Last-Event-ID: x",
          "Last-Event-ID: 9223372036854775807",
          "Last-Event-ID: -1",
          "Prefer: wait=-1",
          "Prefer: ;;;",
          "traceparent: 00-0-0-0",
          "A2A-Version: 9.9",
          "A2A-Extensions: ,,",
          "Origin: null",
          "Range: bytes=9-1",
          "If-None-Match: \"",
          "Accept-Language: *;q=2",
          "Cookie: a=\"",
          "X-Forwarded-For: ' or 1=1",
          "Forwarded: for=\"",
          "X-HTTP-Method-Override: TRACE",
          "Content-Encoding: gzip",
          "Accept-Charset: no-such");

  private final Random random;

  Nasty(long seed) {
    random = new Random(seed);
  }

  <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  String header() {
    return oneOf(HEADERS);
  }

  boolean sometimes(int of) {
    return random.nextInt(of) == 0;
  }

  /** Percent-encoded, or bytes that encode nothing. */
  String encoded() {
    String text = oneOf(TEXTS);
    boolean raw = text.matches("(%[0-9a-f]{2})+");
    return raw ? text : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A path with something else in place of its parameters; {@code ids} are of what is there. */
  String path(String described, List<String> ids) {
    StringBuilder path = new StringBuilder();
    for (String segment : described.split("(?=/)")) {
      boolean named = segment.contains("{");
      String value = sometimes(2) ? oneOf(ids) : encoded();
      path.append(named ? segment.replaceAll("\\{[^}]+}", value.replace("$", "%24")) : segment);
    }
    // Some of these have no meaning in a path, and clients refuse to send it.
    return path.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  /** An example with one value in it changed, a member too many, or its text broken. */
  String body(Object example) {
    String text = json(example, random.nextInt(Math.max(1, size(example))), new int[1]);
    return switch (random.nextInt(12)) {
      case 0 -> text.substring(0, random.nextInt(text.length() + 1));
      case 1 -> text + oneOf(VALUES);
      case 2 -> "[".repeat(random.nextInt(3_000)) + text;
      case 3 -> text.replace('"', '\'');
      case 4 -> "\ufeff" + text;
      case 5 -> text.replaceFirst("\\{", "{\"x\":" + "9".repeat(random.nextInt(2_000)) + "9,");
      case 6 -> text.replaceFirst("\\{", "{\"x\":\"" + "a".repeat(random.nextInt(50_000)) + "\",");
      default -> text;
    };
  }

  private static int size(Object example) {
    if (example instanceof Map<?, ?> map) {
      return 1 + map.values().stream().mapToInt(Nasty::size).sum();
    }
    return example instanceof List<?> list ? 1 + list.stream().mapToInt(Nasty::size).sum() : 1;
  }

  /** An example as it is. */
  static String json(Object example) {
    return new Nasty(0).json(example, -1, new int[1]);
  }

  private String json(Object example, int changed, int[] at) {
    if (at[0]++ == changed) {
      return oneOf(VALUES);
    }
    if (example instanceof Map<?, ?> map) {
      Map<String, String> members = new LinkedHashMap<>();
      map.forEach((name, value) -> members.put(String.valueOf(name), json(value, changed, at)));
      List<String> all = new ArrayList<>();
      members.forEach((name, value) -> all.add(Json.quote(name) + ":" + value));
      return "{" + String.join(",", all) + "}";
    }
    if (example instanceof List<?> list) {
      List<String> all = new ArrayList<>();
      list.forEach(each -> all.add(json(each, changed, at)));
      return "[" + String.join(",", all) + "]";
    }
    boolean literal = example == null || example instanceof Number || example instanceof Boolean;
    return literal ? String.valueOf(example) : Json.quote(example.toString());
  }
}
