package org.waybill.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.waybill.a2a.DelegatedTasks.Delegated;
import org.waybill.handler.InputNeeded;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.text.CutText;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;

/**
 * One call of an agent: a message, and a further one for each answer to its questions. Every
 * attempt goes through it from the beginning; what an earlier one has done is not done again.
 */
final class Delegation implements Closeable {

  private static final int MOST_MESSAGES = 50;
  private static final int LONGEST_QUESTION = 4_000;

  private final RemoteAgent agent;
  private final DelegatedTasks delegated;
  private final ToolCall call;
  private final WaitingTime time;
  private final Callbacks callbacks;
  private final MessageDelivery delivery;

  Delegation(
      RemoteAgent agent,
      DelegatedTasks delegated,
      Callbacks callbacks,
      ToolCall call,
      WaitingTime time) {
    this.agent = agent;
    this.delegated = delegated;
    this.call = call;
    this.time = time;
    this.callbacks = callbacks;
    this.delivery = new MessageDelivery(agent, call, callbacks);
  }

  /**
   * Runs it to its end.
   *
   * @param contextId of an earlier conversation, or empty
   * @throws InputNeeded if the agent asks something
   * @throws org.waybill.handler.WaitNeeded if the agent is still at work
   * @throws ToolFailure if it gives no result
   */
  JsonValue run(String message, String contextId) throws Exception {
    OutgoingMessage next = new OutgoingMessage(id(1), message, contextId, "");
    String before = null;
    for (int number = 1; number <= MOST_MESSAGES; number++) {
      SentMessage sent = delivery.send(number, next);
      if (sent.isRefused()) {
        failUnlessKnown(number, "refused_by_agent", sent.text(), false);
        before = null;
        next = new OutgoingMessage(id(number + 1), message, contextId, "");
        continue;
      }
      if (sent.taskId().isEmpty()) {
        return result(sent.text(), sent.contextId(), "");
      }
      Delegated open = new Delegated(call.taskId(), agent.spec().name(), sent.taskId());
      String answer = call.answer(question(number));
      if (answer != null) {
        before = asked(number, "");
        next = new OutgoingMessage(id(number + 1), text(answer), sent.contextId(), sent.taskId());
        continue;
      }
      delegated.add(open);
      PeerTask task =
          new TaskFollower(agent, callbacks, call, time)
              .follow(sent, delivery.events(), before, time.since(call, "since." + number));
      if (task.state() == PeerState.COMPLETED) {
        delegated.remove(open);
        return result(task.text(), task.contextId(), task.id());
      }
      if (task.state() == PeerState.INPUT_REQUIRED) {
        asked(number, task.stamp());
        throw new InputNeeded(Question.text(text(task)).named(call.questionName(question(number))));
      }
      ended(number, task, open);
      before = null;
      next = new OutgoingMessage(id(number + 1), message, contextId, "");
    }
    throw ToolFailure.forGood(
        "too_many_messages",
        "Remote agent %s: allowed: %d messages in one call"
            .formatted(agent.spec().name(), MOST_MESSAGES));
  }

  private void ended(int number, PeerTask task, Delegated open) throws Exception {
    boolean isOurs = task.state() == PeerState.CANCELED && delegated.isCancelled(open);
    if (task.state().isFinal()) {
      delegated.remove(open);
    }
    String why =
        task.message().isBlank()
            ? "no reason was given"
            : CutText.of(task.message(), LONGEST_QUESTION);
    String what = "its task is %s: %s".formatted(task.state().label(), why);
    failUnlessKnown(number, "agent_" + task.state().label(), what, isOurs);
  }

  /**
   * Fails for good. But if an earlier attempt has reported that, or the agent's task was cancelled
   * because the one here was, a person has started that again: so is this.
   */
  private void failUnlessKnown(int number, String code, String what, boolean isOurs)
      throws Exception {
    boolean[] isNew = {false};
    call.once(
        "ended." + number,
        JsonObject.class,
        () -> {
          isNew[0] = true;
          return Json.object().add("code", code).build();
        });
    if (isNew[0] && !isOurs) {
      throw ToolFailure.forGood(code, "Remote agent %s: %s".formatted(agent.spec().name(), what));
    }
  }

  /** Which question was asked, so that it is not taken for a new one once it is answered. */
  private String asked(int number, String stamp) throws Exception {
    return call.once(
            "asked." + number, JsonObject.class, () -> Json.object().add("stamp", stamp).build())
        .getString("stamp");
  }

  /** The same in every attempt. */
  private String id(int number) {
    String key = call.idempotencyKey() + ":message." + number;
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String question(int number) {
    return "question." + number;
  }

  private String text(PeerTask task) {
    String text = task.message().isBlank() ? task.text() : task.message();
    return text.isBlank()
        ? "Agent %s needs input and does not say which.".formatted(agent.spec().name())
        : CutText.of(text, LONGEST_QUESTION);
  }

  /** A person's answer is JSON text. */
  private static String text(String answer) {
    return Json.read(answer) instanceof JsonString text ? text.getString() : answer;
  }

  private static JsonObject result(String text, String contextId, String taskId) {
    return Json.object()
        .add("text", PeerText.cut(text))
        .add("contextId", contextId)
        .add("taskId", taskId)
        .build();
  }

  @Override
  public void close() {
    delivery.close();
  }
}
