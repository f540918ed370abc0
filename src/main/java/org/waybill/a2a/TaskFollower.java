package org.waybill.a2a;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.handler.WaitNeeded;
import org.waybill.outbound.RefusedAddress;
import org.waybill.text.CutText;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;

/**
 * Waits until an agent's task has ended or asks something. Its events are progress; what became of
 * it is asked for. After a while it leaves the worker, and a later attempt asks again.
 */
final class TaskFollower {

  private static final Logger LOG = Logger.getLogger(TaskFollower.class.getName());
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final int LONGEST_PROGRESS = 500;

  /** A question that is still shown so often after its answer, or so long, is a new one. */
  private static final int MOST_STALE = 10;

  private final RemoteAgent agent;
  private final Callbacks callbacks;
  private final ToolCall call;
  private final WaitingTime time;
  private long pause = FIRST_PAUSE_MILLIS;
  private int stale;
  private String shown = "";

  TaskFollower(RemoteAgent agent, Callbacks callbacks, ToolCall call, WaitingTime time) {
    this.agent = agent;
    this.callbacks = callbacks;
    this.call = call;
    this.time = time;
  }

  /**
   * The task when it has ended or asks.
   *
   * @param events that come already, or null
   * @param before the stamp of the question that was answered last, or null
   * @param since the message was sent, in all attempts
   * @throws WaitNeeded if the agent is still at work and the call is to leave its worker
   * @throws ToolFailure if the agent has worked for too long
   */
  PeerTask follow(SentMessage sent, PeerStream events, String before, Instant since)
      throws InterruptedException, ToolFailure {
    show(events, since);
    while (true) {
      call.stopIfCancelled();
      PeerTask task = ask(sent.taskId());
      if (task != null && !task.state().isWorking() && !isStale(task, before, since)) {
        return task;
      }
      long held = time.held(since).toMillis();
      if (held <= 0) {
        throw leave(since);
      }
      TimeUnit.MILLISECONDS.sleep(Math.min(pause, held));
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      if (task != null && task.state().isWorking() && agent.card().streams()) {
        subscribe(sent.taskId(), since);
      }
    }
  }

  private WaitNeeded leave(Instant since) throws ToolFailure {
    String name = agent.spec().name();
    Duration after = time.pause(since, name);
    String reason = "waits for the remote agent " + name;
    call.progress(
        0, CutText.of(shown.isEmpty() ? reason : reason + ": " + shown, LONGEST_PROGRESS));
    return new WaitNeeded(after, reason);
  }

  /** Some agents show the question for a moment after they have got its answer. */
  private boolean isStale(PeerTask task, String before, Instant since) {
    boolean same = task.state() == PeerState.INPUT_REQUIRED && task.stamp().equals(before);
    return same && stale++ < MOST_STALE && !time.held(since).isNegative();
  }

  /** Null if the agent cannot be asked now. */
  private PeerTask ask(String taskId) throws InterruptedException, ToolFailure {
    try {
      if (agent.card().pushes()) {
        callbacks.looks(call);
      }
      PeerTask task = agent.task(taskId);
      if (task.state().isWorking()) {
        progress(task.message());
      }
      return task;
    } catch (PeerRefusal e) {
      if (e.isNotFound()) {
        return lost(taskId);
      }
      LOG.log(Level.FINE, "an agent did not show a task", e);
      return null;
    } catch (IOException | RefusedAddress e) {
      LOG.log(Level.FINE, "an agent could not be asked for a task", e);
      return null;
    }
  }

  /** As one that has failed. */
  private static PeerTask lost(String taskId) {
    String why = "the agent does not know the task any more";
    return new PeerTask(taskId, "", PeerState.FAILED, why, why, "");
  }

  private void subscribe(String taskId, Instant since) throws InterruptedException {
    try (PeerStream events = agent.subscribe(taskId)) {
      show(events, since);
    } catch (IOException | RefusedAddress e) {
      LOG.log(Level.FINE, "an agent did not show the events of a task", e);
    }
  }

  /** Until they end, or break, or the worker is to be left. */
  private void show(PeerStream events, Instant since) throws InterruptedException {
    if (events == null) {
      return;
    }
    events.endAfter(time.held(since));
    try {
      PeerEvent event = events.next();
      while (event != null && !event.isLast()) {
        call.stopIfCancelled();
        progress(event.text());
        pause = FIRST_PAUSE_MILLIS;
        event = events.next();
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "the events of an agent's task broke off", e);
    }
  }

  private void progress(String text) {
    String clean = text.strip();
    if (!clean.isEmpty() && !clean.equals(shown)) {
      shown = clean;
      // How far an agent is, the protocol does not say.
      call.progress(0, CutText.of(clean, LONGEST_PROGRESS));
    }
  }
}
