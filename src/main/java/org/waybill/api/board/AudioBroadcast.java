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

/** Sends the audio events of calls on this node to the other nodes. */
@ApplicationScoped
class AudioBroadcast {

  private static final Logger LOG = Logger.getLogger(AudioBroadcast.class.getName());

  /** Distinguishes it from the messages about tasks. */
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

  void receive(@Observes NodeMessage message) {
    if (!node.equals(message.node()) && message.text().startsWith(SOUND)) {
      frames.receive(read(Json.read(message.text().substring(SOUND.length())).asJsonObject()));
    }
  }

  private void publish(AudioEvent update) {
    try {
      topic.publish(node, SOUND + write(update));
    } catch (BrokerUnavailable e) {
      LOG.log(Level.FINE, "An audio event was not sent to other nodes", e);
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

  private static AudioEvent read(JsonObject message) {
    return new AudioEvent(
        message.getString("tenant"),
        message.getString("user"),
        message.getString("socket", null),
        UUID.fromString(message.getString("task")),
        message.getString("text", null),
        message.getString("sound", null),
        message.getBoolean("resized"));
  }
}
