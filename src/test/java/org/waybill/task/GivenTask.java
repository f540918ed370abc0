package org.waybill.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.config.TaskQueue;

/** A task to be accepted, usual in all that a test does not say. */
final class GivenTask {

  private final UUID id = Ids.next();
  private String tenant = "tenant-" + id;
  private String userId = "ann";
  private int priority = NewTask.USUAL_PRIORITY;
  private Instant notBefore;
  private String chatId;
  private String tags;
  private String input = "{}";
  private List<NewMessage> messages = List.of();

  private GivenTask() {}

  static GivenTask aQueuedTask() {
    return new GivenTask();
  }

  GivenTask ofTenant(String value) {
    tenant = value;
    return this;
  }

  GivenTask ofUser(String value) {
    userId = value;
    return this;
  }

  GivenTask withPriority(int value) {
    priority = value;
    return this;
  }

  GivenTask notBefore(Instant value) {
    notBefore = value;
    return this;
  }

  GivenTask tagged(String value) {
    tags = "[\"" + value + "\"]";
    return this;
  }

  GivenTask withInput(String json) {
    input = json;
    return this;
  }

  /** A question in a chat, with the answer that is still to come. */
  GivenTask asking(String chat, String question) {
    chatId = chat;
    messages =
        List.of(
            new NewMessage(Ids.next(), chat, MessageRole.USER, MessageStatus.COMPLETED, question),
            new NewMessage(Ids.next(), chat, MessageRole.ASSISTANT, MessageStatus.PENDING, ""));
    return this;
  }

  /** As a door would hand it over. */
  NewTask handedOver() {
    TaskQueue queue = TaskQueue.CAMERA_ANALYSIS;
    return new NewTask(
        id,
        tenant,
        userId,
        null,
        chatId,
        queue.type(),
        queue.label(),
        priority,
        notBefore,
        3,
        Duration.ofMinutes(5),
        Duration.ofSeconds(1),
        null,
        null,
        tags,
        null,
        input,
        messages);
  }
}
