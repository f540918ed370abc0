package org.waybill.progress;

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
import org.waybill.board.SoundUpdate;
import org.waybill.json.Json;
import org.waybill.json.ObjectText;
import org.waybill.queue.BrokerAway;
import org.waybill.queue.EventTopic;
import org.waybill.queue.Heard;

/** Tells other nodes what is to be heard because of a call on this one. */
@ApplicationScoped
class SoundBroadcast {

  private static final Logger LOG = Logger.getLogger(SoundBroadcast.class.getName());

  /** Tells it from what nodes tell each other of tasks. */
  private static final String SOUND = "sound";

  private final String node = UUID.randomUUID().toString();

  @Inject private EventTopic topic;
  @Inject private BoardFrames frames;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  void observe(@Observes SoundUpdate update) {
    try {
      executor.submit(() -> tell(update));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "the server stops", e);
    }
  }

  void hear(@Observes Heard told) {
    if (!node.equals(told.node()) && told.text().startsWith(SOUND)) {
      frames.hear(read(Json.read(told.text().substring(SOUND.length())).asJsonObject()));
    }
  }

  private void tell(SoundUpdate update) {
    try {
      topic.tell(node, SOUND + write(update));
    } catch (BrokerAway e) {
      LOG.log(Level.FINE, "Other nodes do not hear it", e);
    }
  }

  private static String write(SoundUpdate update) {
    return new ObjectText(new StringBuilder())
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

  private static SoundUpdate read(JsonObject told) {
    return new SoundUpdate(
        told.getString("tenant"),
        told.getString("user"),
        told.getString("socket", null),
        UUID.fromString(told.getString("task")),
        told.getString("text", null),
        told.getString("sound", null),
        told.getBoolean("resized"));
  }
}
