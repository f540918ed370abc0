package org.waybill.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One request.
 *
 * @param body null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Request(String method, Map<String, String> headers, byte[] body) {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Set<String> OURS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade");

  Request {
    headers.forEach(Request::check);
  }

  /** A header with a line break would be two; some are for us to say. */
  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("header '" + name + "' cannot be sent");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("the value of header '" + name + "' cannot be sent");
    }
  }

  byte[] head(Target target) {
    StringBuilder head = new StringBuilder(512);
    head.append(method).append(' ').append(target.path()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(target.authority()).append("\r\n");
    head.append("Connection: close\r\n");
    if (headers.keySet().stream().noneMatch("user-agent"::equalsIgnoreCase)) {
      head.append("User-Agent: Waybill\r\n");
    }
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body != null) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
