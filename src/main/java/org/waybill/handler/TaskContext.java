package org.waybill.handler;

import java.time.Instant;
import java.util.UUID;

/** What a handler may know and do while it runs one attempt. Safe to use from several threads. */
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

  /** The answer (JSON text) to the question this task asked in an earlier attempt, or null. */
  String answer();

  /** When the watchdog ends this attempt. */
  Instant deadline();

  /**
   * Tells how far the task is; coalesced, at most one event per flush.
   *
   * @param percent 0 to 100
   * @param text what is being done, shown to people; may be null
   */
  void progress(int percent, String text);

  /** Appends a piece to the task's partial output (and to its pending chat message, if any). */
  void partial(String text);

  /** Whether somebody asked this attempt to stop: cancelled, timed out, or fenced by another. */
  boolean isCancelled();

  /** Throws if {@link #isCancelled()}; call it between steps. */
  void stopIfCancelled() throws InterruptedException;

  /** A key that is the same for this step in every attempt of this task, for calls to others. */
  String idempotencyKey(String step);
}
