package org.waybill.a2a;

/** How an agent is spoken to; the first ones are preferred. */
enum PeerProtocol {
  /** Version 1.0, JSON-RPC. */
  RPC("1.0", "JSONRPC"),
  /** Version 1.0, HTTP and JSON. */
  REST("1.0", "HTTP+JSON"),
  /** Version 0.3, JSON-RPC. */
  OLD_RPC("0.3", "JSONRPC");

  private final String version;
  private final String transport;

  PeerProtocol(String version, String transport) {
    this.version = version;
    this.transport = transport;
  }

  /** As the header {@code A2A-Version} has it. */
  String version() {
    return version;
  }

  /** As cards name it. */
  String transport() {
    return transport;
  }

  /** The patch number of a version does not matter. */
  boolean fits(String otherVersion, String otherTransport) {
    boolean sameVersion = otherVersion.equals(version) || otherVersion.startsWith(version + ".");
    return sameVersion && otherTransport.equals(transport);
  }
}
