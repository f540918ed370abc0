package org.waybill.a2a;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.waybill.text.CutText;

/**
 * What an agent says of itself, and how it is spoken to.
 *
 * @param tenant sent with every request of version 1.0; may be empty
 * @param pushes whether it calls back when a task changes
 * @param skills their names
 */
record PeerCard(
    String name,
    String description,
    PeerProtocol protocol,
    URI address,
    String tenant,
    boolean streams,
    boolean pushes,
    List<String> skills) {

  private static final int MOST_SKILLS = 50;
  private static final int LONGEST = 500;

  /** An address of the card. */
  private record Offer(PeerProtocol protocol, URI address, String tenant) {}

  /**
   * Reads a card of either version.
   *
   * @throws IOException if it names no address that can be used
   */
  static PeerCard of(JsonObject card, RemoteAgentSpec spec) throws IOException {
    List<Offer> offers = offers(card);
    List<Offer> allowed = offers.stream().filter(each -> spec.allows(each.address())).toList();
    if (allowed.isEmpty()) {
      throw new IOException(
          offers.isEmpty()
              ? "its card names no usable interface; allowed: JSONRPC or HTTP+JSON of version 1.0,"
                  + " JSONRPC of version 0.3"
              : "its card names addresses elsewhere, such as %s; allowed: the host of its URL, over"
                      .formatted(offers.get(0).address())
                  + " https if that is, and those of 'hosts'");
    }
    Offer best = allowed.stream().min(Comparator.comparing(Offer::protocol)).orElseThrow();
    JsonObject capabilities = PeerJson.object(card, "capabilities");
    return new PeerCard(
        cut(PeerJson.text(card, "name", spec.name())),
        cut(PeerJson.text(card, "description", "")),
        best.protocol(),
        best.address(),
        best.tenant(),
        capabilities.getBoolean("streaming", false),
        capabilities.getBoolean("pushNotifications", false),
        PeerJson.objects(card, "skills").stream()
            .map(each -> cut(PeerJson.text(each, "name", PeerJson.text(each, "id", ""))))
            .filter(each -> !each.isBlank())
            .limit(MOST_SKILLS)
            .toList());
  }

  private static List<Offer> offers(JsonObject card) {
    List<Offer> offers = new ArrayList<>();
    for (JsonObject each : PeerJson.objects(card, "supportedInterfaces")) {
      add(
          offers,
          PeerJson.text(each, "protocolVersion", "1.0"),
          PeerJson.text(each, "protocolBinding", ""),
          each);
    }
    // The form of 0.3, which cards of both versions have besides.
    String version = PeerJson.text(card, "protocolVersion", "0.3");
    add(offers, version, PeerJson.text(card, "preferredTransport", "JSONRPC"), card);
    for (JsonObject each : PeerJson.objects(card, "additionalInterfaces")) {
      add(offers, version, PeerJson.text(each, "transport", ""), each);
    }
    return offers;
  }

  private static void add(List<Offer> offers, String version, String transport, JsonObject from) {
    for (PeerProtocol protocol : PeerProtocol.values()) {
      if (protocol.fits(version, transport)) {
        try {
          URI address = URI.create(PeerJson.text(from, "url", "").replaceFirst("/$", ""));
          if (address.getHost() != null) {
            offers.add(new Offer(protocol, address, PeerJson.text(from, "tenant", "")));
          }
        } catch (IllegalArgumentException e) {
          // An address that is none is as good as no address.
          continue;
        }
      }
    }
  }

  private static String cut(String text) {
    return CutText.begin(text.replace("\0", ""), LONGEST);
  }
}
