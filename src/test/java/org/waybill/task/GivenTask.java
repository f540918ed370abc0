package org.waybill.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.config.Settings;
import org.waybill.type.KnownTypes;

/** A task to be accepted, usual in all that a test does not say. */
final class GivenTask {

  private static final Settings SETTINGS = new Settings(name -> null);

  private final UUID id = UuidV7.next();
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
            new NewMessage(
                UuidV7.next(), chat, MessageRole.USER, MessageStatus.COMPLETED, question),
            new NewMessage(UuidV7.next(), chat, MessageRole.ASSISTANT, MessageStatus.PENDING, ""));
    return this;
  }

  /** As a door would hand it over. */
  NewTask spawned() {
    NewTaskBuilder task =
        NewTaskBuilder.of(KnownTypes.CAMERA_ANALYSIS, tenant, userId, SETTINGS)
            .id(id)
            .chatId(chatId)
            .priority(priority)
            .notBefore(notBefore)
            .tags(tags)
            .input(input)
            .retries(NewTaskBuilder.usualRetries(SETTINGS).withMaxAttempts(3));
    return task.messages(messages.toArray(new NewMessage[0])).build();
  }
}
