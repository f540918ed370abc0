package org.waybill.handler;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** What a handler can read and do while it runs one attempt. Safe for use by several threads. */
public interface TaskContext {

  UUID taskId();

  /** The number of this attempt, from 1; it fences every write that goes through this context. */
  int attempt();

  String tenant();

  String userId();

  /** The chat this task belongs to, or null. */
  String chatId();

  /** The name of the node that runs this attempt. */
  String node();

  /** The answer (JSON text) to the question this task asked last, or null. */
  String answer();

  /** The answer (JSON text) to the question of this name, or null if there is none yet. */
  String answer(String question);

  /** The submitter's trace context (W3C), to be passed on to other systems, or null. */
  String traceparent();

  /** When the watchdog ends this attempt. */
  Instant deadline();

  /** Moves the deadline of this attempt: it turned out to need so much longer. */
  void extend(Duration more);

  /**
   * Reports progress; coalesced, at most one event per flush.
   *
   * @param percent 0 to 100
   * @param text current activity, shown to users; may be null
   */
  void progress(int percent, String text);

  /** Appends a piece to the task's partial output (and to its pending chat message, if any). */
  void partial(String text);

  /**
   * Tells subscribers what an agent does, as a numbered event of the task, in order with the pieces
   * of its output.
   *
   * @param data at most 32,000 characters of JSON
   */
  void event(AgentEvent event, JsonObject data);

  /** Whether this attempt is to stop: cancelled, timed out, or superseded by another attempt. */
  boolean isCancelled();

  /** Throws if {@link #isCancelled()}; call it between steps. */
  void stopIfCancelled() throws InterruptedException;

  /** A key that is the same for this step in every attempt of this task, for calls to others. */
  String idempotencyKey(String step);

  /**
   * Runs something once per task. Its result is stored before this returns; a later attempt gets
   * the stored result and does not run it again. Only a crash between the end of the work and that
   * moment makes it run twice, so pass {@link #idempotencyKey} of the same name to the system that
   * it calls.
   *
   * @param name of the step, at most 200 characters, unique within the task
   * @param type of the result, which is stored as JSON: a record, a JSON-P value, a text, a number
   * @return the result, may be null
   * @throws IllegalStateException if this attempt has used the name already
   * @throws InterruptedException if this attempt is to stop
   */
  <T> T step(String name, Class<T> type, Callable<T> work) throws Exception;

  /**
   * Runs something that changes the world outside at most once per task: unlike a {@link #step}, it
   * is never repeated by itself. That it begins is stored before it runs, and its result before
   * this returns. If an earlier attempt began it and ended without a result, {@code lookup} asks
   * the other side; where that is not possible, {@link StepInDoubt} is thrown and a person decides.
   *
   * @param name as of a step
   * @param type of the result
   * @param work throws {@link NothingDone} if it failed before anything happened; after any other
   *     exception it is in doubt
   * @param lookup null if the other side cannot be asked
   * @return the result; null if a person said that it was done
   * @throws StepInDoubt if nobody knows whether it was done
   * @throws InterruptedException if this attempt is to stop
   */
  <T> T effect(String name, Class<T> type, Callable<T> work, EffectLookup<T> lookup)
      throws Exception;

  /**
   * Submits a child of this task, once per task and name, for the same user. It is stored when this
   * returns. Cancelling this task cancels its children.
   *
   * @param name a step's name; see {@link #step}
   * @param type the child's type
   * @param input a record, a JSON-P value or a text; becomes the child's JSON input
   * @return the child's id, the same in every attempt
   * @throws InterruptedException if this attempt is to stop
   */
  UUID spawn(String name, String type, Object input) throws InterruptedException;

  /** The current children of this task, oldest first. */
  List<Child> children();
}
