package org.waybill.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.json.Json;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.SafeHttpClient;

/** One configured agent: its card, and how it is. */
final class RemoteAgent {

  private static final Logger LOG = Logger.getLogger(RemoteAgent.class.getName());

  private final RemoteAgentSpec spec;
  private final PeerHttp http;
  private volatile PeerCard card;
  private volatile String error = "not connected yet";

  RemoteAgent(RemoteAgentSpec spec, SafeHttpClient client) {
    this.spec = spec;
    this.http = new PeerHttp(client, spec);
  }

  RemoteAgentSpec spec() {
    return spec;
  }

  /** The one that it showed last; null if it has shown none yet. */
  PeerCard card() {
    return card;
  }

  /** What is wrong with it; null if nothing is. */
  String error() {
    return error;
  }

  /** Asks for its card; the last one remains when it cannot be asked. */
  void refresh() throws InterruptedException {
    try {
      card = PeerCard.of(find(), spec);
      if (error != null) {
        LOG.log(
            Level.INFO,
            "Remote agent {0} answers: {1} {2}",
            new Object[] {spec.name(), card.protocol().transport(), card.protocol().version()});
      }
      error = null;
    } catch (IOException | RefusedAddress e) {
      String now = e.getMessage() == null ? "not reachable" : e.getMessage();
      if (!now.equals(error)) {
        LOG.log(
            Level.WARNING,
            "Remote agent {0} cannot be used, retrying: {1}",
            new Object[] {spec.name(), now});
      }
      error = now;
    }
  }

  /** Of the places that are usual, the first where something is. */
  private JsonObject find() throws IOException, InterruptedException {
    PeerRefusal first = null;
    for (URI each : spec.cards()) {
      try {
        return http.card(each);
      } catch (PeerRefusal e) {
        first = first == null ? e : first;
      }
    }
    throw first;
  }

  /**
   * Sends a message.
   *
   * @param callback for changes of its task, or null
   * @return the answer as events, of which there may be only one
   * @throws PeerRefusal if the agent did not take it
   * @throws IOException if nobody knows whether it did
   */
  PeerStream send(OutgoingMessage message, Callback callback)
      throws IOException, InterruptedException {
    return http.open(PeerRequest.send(card, message, card.streams(), callback));
  }

  PeerTask task(String id) throws IOException, InterruptedException {
    return PeerTask.of(http.call(PeerRequest.get(card, id)));
  }

  /** The events of a task from now on. */
  PeerStream subscribe(String id) throws IOException, InterruptedException {
    return http.open(PeerRequest.subscribe(card, id));
  }

  /**
   * Asks it to stop a task.
   *
   * @throws PeerRefusal if the task has ended, or is not known
   */
  void cancel(String id) throws IOException, InterruptedException {
    http.call(PeerRequest.cancel(card, id));
  }

  /** As administrators see it. */
  JsonObject toJson() {
    JsonObjectBuilder json =
        Json.object()
            .add("name", spec.name())
            .add("url", spec.url().toString())
            .add("state", error == null ? "up" : "down")
            .add("tool", DelegationTool.nameOf(spec));
    PeerCard now = card;
    if (now != null) {
      json.add("title", now.name())
          .add("description", now.description())
          .add("protocolVersion", now.protocol().version())
          .add("transport", now.protocol().transport())
          .add("streaming", now.streams())
          .add("pushNotifications", now.pushes())
          .add("skills", Json.array(now.skills()));
    }
    return json.add("error", error == null ? JsonValue.NULL : Json.read(Json.quote(error))).build();
  }
}
