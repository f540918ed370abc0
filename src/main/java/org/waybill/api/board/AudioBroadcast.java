package org.waybill.api.board;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.messaging.BrokerUnavailable;
import org.waybill.messaging.EventTopic;
import org.waybill.messaging.NodeMessage;

/** Tells other nodes what is to be heard because of a call on this one. */
@ApplicationScoped
class AudioBroadcast {

  private static final Logger LOG = Logger.getLogger(AudioBroadcast.class.getName());

  /** Tells it from what nodes tell each other of tasks. */
  private static final String SOUND = "sound";

  private final String node = UUID.randomUUID().toString();

  @Inject private EventTopic topic;
  @Inject private BoardFrames frames;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  void observe(@Observes AudioEvent update) {
    try {
      executor.submit(() -> publish(update));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "the server stops", e);
    }
  }

  void receive(@Observes NodeMessage told) {
    if (!node.equals(told.node()) && told.text().startsWith(SOUND)) {
      frames.receive(read(Json.read(told.text().substring(SOUND.length())).asJsonObject()));
    }
  }

  private void publish(AudioEvent update) {
    try {
      topic.publish(node, SOUND + write(update));
    } catch (BrokerUnavailable e) {
      LOG.log(Level.FINE, "Other nodes do not hear it", e);
    }
  }

  private static String write(AudioEvent update) {
    return new JsonObjectWriter(new StringBuilder())
        .text("tenant", update.tenant())
        .text("user", update.userId())
        .text("socket", update.socket())
        .text("task", update.taskId())
        .text("text", update.text())
        .text("sound", update.sound())
        .flag("resized", update.resized())
        .end()
        .toString();
  }

  private static AudioEvent read(JsonObject told) {
    return new AudioEvent(
        told.getString("tenant"),
        told.getString("user"),
        told.getString("socket", null),
        UUID.fromString(told.getString("task")),
        told.getString("text", null),
        told.getString("sound", null),
        told.getBoolean("resized"));
  }
}
