package org.waybill.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;

/**
 * A request for YAML by any of its media types. One server knows the description's YAML as plain
 * text alone, and answers 406 to the others.
 */
final class YamlRequest extends HttpServletRequestWrapper {

  static final String MEDIA_TYPE = "application/yaml";

  private static final String ACCEPT = "Accept";
  private static final String OPEN_API = "application/vnd.oai.openapi";

  private final String accept;

  private YamlRequest(HttpServletRequest request, String accept) {
    super(request);
    this.accept = accept;
  }

  /** The request itself where it asks for something else. */
  static HttpServletRequest of(HttpServletRequest request) {
    String accept = String.join(",", Collections.list(request.getHeaders(ACCEPT)));
    StringBuilder widened = new StringBuilder(accept);
    for (String range : accept.split(",", -1)) {
      String[] typeAndParameters = range.split(";", 2);
      if (isYaml(typeAndParameters[0].strip().toLowerCase(Locale.ROOT))) {
        widened.append(", text/plain");
        if (typeAndParameters.length > 1) {
          widened.append(';').append(typeAndParameters[1]);
        }
      }
    }
    return widened.length() == accept.length()
        ? request
        : new YamlRequest(request, widened.toString());
  }

  private static boolean isYaml(String type) {
    return type.endsWith("yaml") || type.equals(OPEN_API);
  }

  @Override
  public String getHeader(String name) {
    return name.equalsIgnoreCase(ACCEPT) ? accept : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equalsIgnoreCase(ACCEPT)
        ? Collections.enumeration(Collections.singleton(accept))
        : super.getHeaders(name);
  }
}
