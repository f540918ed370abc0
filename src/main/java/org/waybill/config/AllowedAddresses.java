package org.waybill.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Non-public hosts that outgoing requests may reach.
 *
 * @param hosts a host name or address as in the URL, with {@code :port} to allow only that port
 * @param networks ranges of addresses
 */
public record AllowedAddresses(List<String> hosts, List<Network> networks) {

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /** What the text may be, in words. */
  static final String ALLOWED = "hosts, host:port, and networks such as 10.1.0.0/16";

  /** A range of addresses: those that begin with the same bits. */
  public record Network(InetAddress start, int bits) {

    boolean contains(InetAddress address) {
      byte[] network = start.getAddress();
      byte[] other = address.getAddress();
      if (network.length != other.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> (i % 8);
        if ((network[i / 8] & mask) != (other[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** As it is read, for another process. */
  @Override
  public String toString() {
    return Stream.concat(
            hosts.stream(),
            networks.stream().map(each -> each.start().getHostAddress() + "/" + each.bits()))
        .collect(Collectors.joining(","));
  }

  /**
   * Reads a list with commas.
   *
   * @throws IllegalArgumentException if an element is nothing of the kind
   */
  static AllowedAddresses parse(String text) {
    List<String> hosts = new ArrayList<>();
    List<Network> networks = new ArrayList<>();
    for (String element : COMMA.split(text.strip().toLowerCase(Locale.ROOT))) {
      if (element.contains("/")) {
        networks.add(network(element));
      } else if (!element.isEmpty()) {
        hosts.add(host(element));
      }
    }
    return new AllowedAddresses(List.copyOf(hosts), List.copyOf(networks));
  }

  /**
   * Whether this host may be called by this name.
   *
   * @param host as in the URL, without brackets
   */
  public boolean allowsHost(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    return hosts.contains(name) || hosts.contains(name + ":" + port);
  }

  public boolean allowsAddress(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static String host(String element) {
    if (element.indexOf(' ') >= 0 || element.indexOf('@') >= 0) {
      throw new IllegalArgumentException(element);
    }
    // An IPv6 address is in brackets if a port follows it.
    return element.endsWith("]")
        ? element.substring(1, element.length() - 1)
        : element.replace("[", "").replace("]", "");
  }

  private static Network network(String element) {
    String[] parts = element.split("/", 2);
    // Only digits, so that no name is resolved.
    if (!parts[0].matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
      throw new IllegalArgumentException(element);
    }
    try {
      InetAddress start = InetAddress.getByName(parts[0]);
      int bits = Integer.parseInt(parts[1]);
      if (bits < 0 || bits > start.getAddress().length * 8) {
        throw new IllegalArgumentException(element);
      }
      return new Network(start, bits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(element, e);
    }
  }
}
