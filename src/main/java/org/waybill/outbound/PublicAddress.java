package org.waybill.outbound;

import java.net.InetAddress;
import java.util.List;

/** Which addresses belong to the public internet. */
final class PublicAddress {

  private record Block(int first, int mask) {

    static Block of(String network) {
      String[] parts = network.split("/", 2);
      int address = 0;
      for (String octet : parts[0].split("\\.", 4)) {
        address = address << 8 | Integer.parseInt(octet);
      }
      return new Block(address, -1 << (32 - Integer.parseInt(parts[1])));
    }

    boolean contains(int address) {
      return (address & mask) == first;
    }
  }

  /** Of the registry of special-purpose addresses: all that are not globally reachable. */
  private static final List<Block> SPECIAL =
      List.of(
          Block.of("0.0.0.0/8"),
          Block.of("10.0.0.0/8"),
          Block.of("100.64.0.0/10"),
          Block.of("127.0.0.0/8"),
          Block.of("169.254.0.0/16"),
          Block.of("172.16.0.0/12"),
          Block.of("192.0.0.0/24"),
          Block.of("192.0.2.0/24"),
          Block.of("192.88.99.0/24"),
          Block.of("192.168.0.0/16"),
          Block.of("198.18.0.0/15"),
          Block.of("198.51.100.0/24"),
          Block.of("203.0.113.0/24"),
          Block.of("224.0.0.0/3"));

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int address = word(bytes, 0) << 16 | word(bytes, 2);
    return SPECIAL.stream().noneMatch(block -> block.contains(address));
  }

  /**
   * Only 2000::/3 is given to anybody; unique-local, link-local, mapped and translated ones stand
   * outside of it. Of it, 2001:0::/23 (Teredo among them), documentation, and 6to4, which leads to
   * any IPv4 address, are no good either.
   */
  private static boolean isPublic6(byte[] bytes) {
    int first = word(bytes, 0);
    int second = word(bytes, 2);
    boolean special = (first == 0x2001 && (second < 0x0200 || second == 0x0db8)) || first == 0x2002;
    boolean documentation = first == 0x3fff && second < 0x1000;
    return (first & 0xe000) == 0x2000 && !special && !documentation;
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
