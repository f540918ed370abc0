package org.waybill.tool;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.waybill.handler.EffectLookup;
import org.waybill.handler.TaskContext;
import org.waybill.owner.Owner;
import org.waybill.trace.CurrentTrace;

/** One call of a tool, for its task. */
public final class ToolCall {

  private final String id;
  private final TaskContext context;

  /**
   * @param id of the call within its task: the same in every attempt
   */
  public ToolCall(String id, TaskContext context) {
    this.id = id;
    this.context = context;
  }

  String id() {
    return id;
  }

  TaskContext context() {
    return context;
  }

  /** Whose task it is; the tool sees and does what this user may. */
  public Owner owner() {
    return new Owner(context.tenant(), context.userId());
  }

  /** The task that calls. */
  public UUID taskId() {
    return context.taskId();
  }

  /** Which attempt of the task calls, from 1. */
  public int attempt() {
    return context.attempt();
  }

  /** Its chat, or null. */
  public String chatId() {
    return context.chatId();
  }

  /** The same for this call in every attempt of the task. */
  public String idempotencyKey() {
    return context.idempotencyKey(id);
  }

  /** W3C trace context, or null. */
  public String traceparent() {
    return CurrentTrace.get() == null ? context.traceparent() : CurrentTrace.get();
  }

  /** See {@link TaskContext#progress}. */
  public void progress(int percent, String text) {
    context.progress(percent, text);
  }

  /** Throws if the task is to stop. */
  public void stopIfCancelled() throws InterruptedException {
    context.stopIfCancelled();
  }

  /** Lets the attempt of the task take so much longer. */
  public void extend(Duration more) {
    context.extend(more);
  }

  /**
   * The answer (JSON text) to a question of this call, or null if there is none yet; see {@link
   * org.waybill.handler.InputNeeded}.
   *
   * @param part its name, unique within the call
   */
  public String answer(String part) {
    return context.answer(questionName(part));
  }

  /** The name of such a question within the task. */
  public String questionName(String part) {
    return id + ":" + part;
  }

  /**
   * Does a part that a later attempt need not do again; see {@link TaskContext#step}.
   *
   * @param part its name, unique within the call
   */
  public <T> T step(String part, Class<T> type, Callable<T> work) throws Exception {
    return context.step(id + ":" + part, type, work);
  }

  /**
   * Does a part of what the call writes, at most once; see {@link TaskContext#effect}.
   *
   * @param part its name, unique within the call
   */
  public <T> T once(String part, Class<T> type, Callable<T> work) throws Exception {
    return once(part, type, work, null);
  }

  /**
   * The same where the other side can be asked.
   *
   * @param lookup null if it cannot
   */
  public <T> T once(String part, Class<T> type, Callable<T> work, EffectLookup<T> lookup)
      throws Exception {
    return context.effect(id + ":" + part, type, work, lookup);
  }
}
