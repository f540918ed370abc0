package org.waybill.bench.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Builds the bytes of a request once, so that sending costs one system call. */
public final class HttpRequest {

  private HttpRequest() {}

  public static byte[] post(URI target, Map<String, String> headers, String json) {
    return bytes("POST", target, headers, json);
  }

  public static byte[] get(URI target, Map<String, String> headers) {
    return bytes("GET", target, headers, "");
  }

  public static byte[] delete(URI target, Map<String, String> headers) {
    return bytes("DELETE", target, headers, "");
  }

  private static byte[] bytes(String method, URI target, Map<String, String> headers, String body) {
    var text = new StringBuilder();
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    text.append(method).append(' ').append(target.getRawPath()).append(query);
    text.append(" HTTP/1.1\r\n");
    text.append("Host: ").append(target.getAuthority()).append("\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    if (!body.isEmpty()) {
      text.append("Content-Type: application/json\r\n");
      text.append("Content-Length: ");
      text.append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
    }
    return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
  }
}
