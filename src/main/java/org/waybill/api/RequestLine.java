package org.waybill.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;

/** What the address and the headers of a request may be made of. */
final class RequestLine {

  private static final int MOST_PORT_DIGITS = 5;
  private static final String CONTENT_TYPE = "Content-Type";

  private RequestLine() {}

  /**
   * @throws Problem naming what is wrong
   */
  static void check(HttpServletRequest request) {
    host(request.getHeaders("Host"));
    String path = request.getRequestURI();
    if (path != null && path.indexOf('%') >= 0 && EncodedText.control(path, "") >= 0) {
      throw RequestBody.wrong("path", "has a control character, or is not in UTF-8", "text");
    }
    String query = request.getQueryString();
    if (query != null) {
      query(query);
    }
    headers(request);
    contentType(request.getHeader(CONTENT_TYPE));
  }

  /** Of HTTP 1.0 there may be none; two are a way to be taken for somebody else. */
  private static void host(Enumeration<String> hosts) {
    int count = 0;
    while (hosts != null && hosts.hasMoreElements()) {
      String host = hosts.nextElement();
      if (++count > 1 || !isHost(host)) {
        throw RequestBody.wrong(
            "Host",
            count > 1 ? "is given more than once" : "is '" + host + "'",
            "a host, optionally followed by a colon and a port");
      }
    }
  }

  static boolean isHost(String host) {
    int bracket = host.startsWith("[") ? host.indexOf(']') : 0;
    int colon = host.indexOf(':', Math.max(0, bracket));
    String name = colon < 0 ? host : host.substring(0, colon);
    String port = colon < 0 ? "80" : host.substring(colon + 1);
    boolean named = bracket > 0 ? isAddress6(name, bracket) : isName(name);
    return named
        && port.length() <= MOST_PORT_DIGITS
        && port.chars().allMatch(c -> c >= '0' && c <= '9')
        && (port.isEmpty() || Integer.parseInt(port) <= 65_535);
  }

  private static boolean isAddress6(String name, int bracket) {
    return bracket == name.length() - 1
        && bracket > 2
        && name.substring(1, bracket)
            .chars()
            .allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '.'
                        || c == '-'
                        || c == '_');
  }

  /** Text of several lines may be looked for; other control characters never. */
  private static void query(String query) {
    if (query.indexOf('%') < 0) {
      return;
    }
    for (String parameter : query.split("&", -1)) {
      if (EncodedText.control(parameter, "\t\r\n") >= 0) {
        String name = parameter.split("=", 2)[0];
        boolean shown = EncodedText.control(name, "") < 0;
        throw RequestBody.wrong(
            shown ? name : "query",
            "has a control character, or is not in UTF-8",
            "percent-encoded UTF-8 text");
      }
    }
  }

  private static void headers(HttpServletRequest request) {
    for (String name : Collections.list(request.getHeaderNames())) {
      Enumeration<String> values = request.getHeaders(name);
      while (values.hasMoreElements()) {
        String value = values.nextElement();
        for (int i = 0; i < value.length(); i++) {
          char c = value.charAt(i);
          if (c < ' ' && c != '\t' || c == 127) {
            throw RequestBody.wrong(name, "contains " + FieldText.codePoint(c), "printable text");
          }
        }
      }
    }
  }

  /** Libraries behind it take a wildcard for a fault of the server. */
  private static void contentType(String type) {
    if (type == null) {
      return;
    }
    String essence = type.split(";", 2)[0].strip();
    int slash = essence.indexOf('/');
    if (slash < 1
        || slash == essence.length() - 1
        || !essence.chars().allMatch(RequestLine::isOfType)
        || essence.indexOf('/', slash + 1) >= 0) {
      throw RequestBody.wrong(CONTENT_TYPE, "is '" + type + "'", "a type such as application/json");
    }
  }

  private static boolean isOfType(int c) {
    return c > ' ' && c < 127 && "*\"(),:;<=>?@[\\]{}".indexOf(c) < 0;
  }
}
