package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.waybill.json.Json;
import org.waybill.task.Message;
import org.waybill.task.MessageRole;
import org.waybill.task.MessageStatus;
import org.waybill.task.Messages;
import org.waybill.task.NewBranch;
import org.waybill.task.NewMessage;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Receipt;
import org.waybill.task.StoredSteps.StoredStep;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.task.TaskCopy;
import org.waybill.task.TaskSummary;
import org.waybill.task.UuidV7;

/**
 * Goes back in a task: a new task with the results of its first steps, which are not run again.
 * What it asked afterwards, it asks again.
 */
@ApplicationScoped
public class TaskFork {

  private static final String MESSAGE = "message";
  private static final String MESSAGE_ID = "messageId";

  @Inject private TaskCopy copy;
  @Inject private Messages messages;
  @Inject private SubmissionService submissionService;

  /**
   * Stores the new task. The old one must have ended.
   *
   * @param from the first step that is run again
   * @param input instead of its own, or null
   * @param key under which it is stored once
   * @return its receipt; empty if the old task is gone
   */
  public Optional<CompletionStage<Receipt>> fork(
      TaskSummary old, StoredStep from, JsonValue input, Optional<UniquenessKey> key) {
    return copy.of(old.id())
        .map(
            builder -> {
              if (input != null) {
                builder.input(input.toString());
              }
              Optional<Message> question = messages.ofUsers(List.of(old.id())).stream().findFirst();
              question.ifPresent(message -> ask(builder, message));
              builder.branch(
                  new NewBranch(
                      UuidV7.next(),
                      question.map(Message::branchId).orElse(null),
                      question.map(Message::id).orElse(null),
                      old.id(),
                      from.key()));
              key.ifPresent(builder::once);
              return submissionService.accept(builder.build());
            });
  }

  /** The message, as it is answered now, and the place for its answer. */
  private static void ask(NewTaskBuilder builder, Message before) {
    UUID answer = UuidV7.next();
    String text = before.content();
    if (Json.read(builder.input()) instanceof JsonObject input) {
      if (input.get(MESSAGE) instanceof JsonString given) {
        text = given.getString();
      }
      builder.input(Json.builder(input).add(MESSAGE_ID, answer.toString()).build().toString());
    }
    String chat = before.chatId();
    builder.messages(
        new NewMessage(UuidV7.next(), chat, MessageRole.USER, MessageStatus.COMPLETED, text),
        new NewMessage(answer, chat, MessageRole.ASSISTANT, MessageStatus.PENDING, ""));
  }
}
