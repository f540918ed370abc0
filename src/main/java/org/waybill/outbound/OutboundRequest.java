package org.waybill.outbound;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** A request as it is sent. */
final class OutboundRequest {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Set<String> OURS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade");

  private OutboundRequest() {}

  /**
   * @param body of a post, null for a get
   */
  static ClassicHttpRequest of(Target target, Map<String, String> headers, byte[] body) {
    return of(body == null ? "GET" : "POST", target, headers, body);
  }

  /**
   * @param body or null
   */
  static ClassicHttpRequest of(
      String method, Target target, Map<String, String> headers, byte[] body) {
    ClassicHttpRequest request = new BasicClassicHttpRequest(method, null, null, target.path());
    request.addHeader("Host", target.authority());
    request.addHeader("Connection", "close");
    headers.forEach(
        (name, value) -> {
          check(name, value);
          request.addHeader(name, value);
        });
    if (body != null) {
      request.setEntity(new ByteArrayEntity(body, null));
    } else if (!request.containsHeader("Accept-Encoding")) {
      request.addHeader("Accept-Encoding", "gzip");
    }
    return request;
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
}
