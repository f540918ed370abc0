package org.waybill.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.waybill.config.AllowedAddresses;

/** Which addresses may be called. */
record EgressPolicy(AllowedAddresses allowed, Names names) {

  /** Finds the addresses of a host. */
  @FunctionalInterface
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  private static final int FIRST_FREE_PORT = 1_024;
  private static final int LAST_PORT = 65_535;

  /**
   * Looks an address up and checks all that it resolves to.
   *
   * @throws RefusedAddress naming the field
   */
  Target check(String field, String text) {
    URI uri = uri(field, text);
    String host = host(field, uri);
    int port = port(field, uri, host);
    List<InetAddress> addresses = resolve(field, host);
    if (!allowed.allowsHost(host, port)) {
      List<InetAddress> inside =
          addresses.stream()
              .filter(each -> !PublicAddress.is(each) && !allowed.allowsAddress(each))
              .toList();
      if (!inside.isEmpty()) {
        throw new RefusedAddress(field, notFound(host));
      }
    }
    return new Target(uri, host, port, addresses);
  }

  private static URI uri(String field, String text) {
    try {
      URI uri = new URI(new URI(text).toASCIIString());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        throw new RefusedAddress(field, "is '" + text + "', which is not an http or https URL");
      }
      if (uri.getRawUserInfo() != null) {
        throw new RefusedAddress(field, "contains user information");
      }
      return uri;
    } catch (URISyntaxException | IllegalArgumentException | NullPointerException e) {
      // The last is what halves of surrogate pairs come to.
      throw new RefusedAddress(field, "is '" + text + "', which is not a valid URL");
    }
  }

  /** A host of digits alone, which resolvers take for an address, is none to the parser. */
  private static String host(String field, URI uri) {
    String host = uri.getHost();
    if (host == null || host.isEmpty() || host.indexOf('%') >= 0) {
      throw new RefusedAddress(field, "is '" + uri + "', which has no host");
    }
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private int port(String field, URI uri, String host) {
    int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    boolean sane = port == 80 || port == 443 || port >= FIRST_FREE_PORT;
    if (port < 1 || port > LAST_PORT || (!sane && !allowed.allowsHost(host, port))) {
      throw new RefusedAddress(field, "uses port " + port);
    }
    return port;
  }

  private List<InetAddress> resolve(String field, String host) {
    try {
      return List.of(names.of(host));
    } catch (UnknownHostException e) {
      throw new RefusedAddress(field, notFound(host));
    }
  }

  /** One text for what is inside and for what is nowhere: callers are not to learn which. */
  private static String notFound(String host) {
    return "names the host '" + host + "', which is not public or cannot be resolved";
  }
}
