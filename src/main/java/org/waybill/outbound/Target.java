package org.waybill.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Where a call goes.
 *
 * @param addresses that were checked, at least one
 */
record Target(URI uri, String host, int port, List<InetAddress> addresses) {

  boolean isSecure() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** As the request's first line has it. */
  String path() {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /** As the Host header has it. */
  String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    boolean usual = port == (isSecure() ? 443 : 80);
    return usual ? name : name + ":" + port;
  }
}
