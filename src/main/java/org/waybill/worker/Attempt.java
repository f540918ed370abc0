package org.waybill.worker;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.waybill.handler.AgentEvent;
import org.waybill.handler.Child;
import org.waybill.handler.EffectLookup;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;
import org.waybill.task.Claim;
import org.waybill.task.EventKind;
import org.waybill.task.ProgressReport;
import org.waybill.time.Ticker;

/** A running attempt: the handler's view of it, and the operations that others may apply to it. */
final class Attempt implements TaskContext {

  private static final int LONGEST_EVENT = 32_000;

  private final Claim claim;
  private final String node;
  private final ReportListener reported;
  private final AttemptServices attemptServices;
  private final Ticker ticker;
  private final long startNanos;
  private final AttemptSteps attemptSteps;
  private final AtomicReference<Duration> timeout;
  private final AtomicBoolean settled = new AtomicBoolean();
  private final StringBuilder partial = new StringBuilder();

  /** Held while a report is being written, so that the ending cannot overtake it. */
  final ReentrantLock writing = new ReentrantLock();

  private final List<ProgressReport.Entry> newEvents = new ArrayList<>();
  private StringBuilder newPartial = new StringBuilder();
  private Integer newPercent;
  private String newText;
  private Thread handlerThread;
  private VirtualMachineError fatal;
  private volatile StopReason stopReason;
  private volatile long stoppedNanos;

  /**
   * @param reported called whenever there is something new to be reported
   */
  Attempt(
      Claim claim, String node, ReportListener reported, AttemptServices services, Ticker ticker) {
    this.claim = claim;
    this.node = node;
    this.reported = reported;
    this.attemptServices = services;
    this.ticker = ticker;
    this.startNanos = ticker.nanos();
    this.timeout = new AtomicReference<>(claim.timeout());
    this.attemptSteps = new AttemptSteps(this, services);
  }

  Claim claim() {
    return claim;
  }

  @Override
  public UUID taskId() {
    return claim.task().id();
  }

  @Override
  public int attempt() {
    return claim.attempt();
  }

  @Override
  public String tenant() {
    return claim.task().tenant();
  }

  @Override
  public String userId() {
    return claim.task().userId();
  }

  @Override
  public String chatId() {
    return claim.task().chatId();
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public String answer() {
    return claim.answer();
  }

  @Override
  public String answer(String question) {
    return attemptSteps.answer(question);
  }

  @Override
  public String traceparent() {
    return claim.traceparent();
  }

  @Override
  public Instant deadline() {
    return claim.startedAt().plus(timeout());
  }

  /** Of this attempt, with all that its handler has added. */
  Duration timeout() {
    return timeout.get();
  }

  @Override
  public void extend(Duration more) {
    if (more.isNegative()) {
      throw new IllegalArgumentException("a timeout can only be extended");
    }
    timeout.accumulateAndGet(more, Duration::plus);
  }

  @Override
  public <T> T step(String name, Class<T> type, Callable<T> work) throws Exception {
    return attemptSteps.run(name, type, work);
  }

  @Override
  public <T> T effect(String name, Class<T> type, Callable<T> work, EffectLookup<T> lookup)
      throws Exception {
    return attemptSteps.effect(name, type, work, lookup);
  }

  @Override
  public UUID spawn(String name, String type, Object input) throws InterruptedException {
    return attemptSteps.spawn(name, type, input);
  }

  @Override
  public List<Child> children() {
    return attemptServices.childrenOf(claim);
  }

  @Override
  public synchronized void progress(int percent, String text) {
    newPercent = Math.max(0, Math.min(100, percent));
    newText = text == null ? newText : AttemptError.whole(text);
    reported.reported(false);
  }

  @Override
  public synchronized void partial(String text) {
    boolean first = partial.length() == 0 && newPartial.length() == 0;
    newPartial.append(AttemptError.whole(String.valueOf(text)));
    reported.reported(first);
  }

  @Override
  public synchronized void event(AgentEvent event, JsonObject data) {
    String text = data.toString();
    if (text.length() > LONGEST_EVENT) {
      throw new IllegalArgumentException(
          "the data of an event must have at most " + LONGEST_EVENT + " characters");
    }
    endPiece();
    newEvents.add(new ProgressReport.Entry(EventKind.of(event.label()), AttemptError.whole(text)));
    reported.reported(false);
  }

  /** What is put out later comes after what happens now. */
  private void endPiece() {
    if (newPartial.length() > 0) {
      newEvents.add(
          new ProgressReport.Entry(EventKind.PARTIAL, Json.object("text", newPartial.toString())));
      partial.append(newPartial);
      newPartial = new StringBuilder();
    }
  }

  @Override
  public boolean isCancelled() {
    return stopReason != null;
  }

  @Override
  public void stopIfCancelled() throws InterruptedException {
    if (isCancelled()) {
      throw new InterruptedException("stopped: " + stopReason);
    }
  }

  @Override
  public String idempotencyKey(String step) {
    return claim.task().id() + ":" + step;
  }

  /** What is new since the last report, or empty; taking it marks it as reported. */
  synchronized Optional<ProgressReport> takeReport() {
    endPiece();
    List<ProgressReport.Entry> events = new ArrayList<>(newEvents.size() + 1);
    if (newPercent != null) {
      events.add(
          new ProgressReport.Entry(
              EventKind.PROGRESS,
              "{\"percent\":%d,\"text\":%s}".formatted(newPercent, Json.quote(newText))));
    }
    boolean hasPartial = newEvents.stream().anyMatch(each -> each.kind() == EventKind.PARTIAL);
    events.addAll(newEvents);
    newEvents.clear();
    if (events.isEmpty()) {
      return Optional.empty();
    }
    ProgressReport report =
        new ProgressReport(
            claim, newPercent, newText, hasPartial ? partial.toString() : null, events);
    newPercent = null;
    newText = null;
    return Optional.of(report);
  }

  /** All that was put out so far, or null. */
  synchronized String partialSoFar() {
    return partial.length() == 0 ? null : partial.toString();
  }

  /** From here on the watchdog may interrupt this thread. */
  synchronized void enterHandler() throws InterruptedException {
    stopIfCancelled();
    handlerThread = Thread.currentThread();
  }

  /** From here on nobody interrupts it; an interrupt meant for the handler ends here. */
  synchronized void leaveHandler() {
    handlerThread = null;
    boolean ignored = Thread.interrupted();
  }

  /** Asks the handler to stop; the first reason counts, except that fencing overrides. */
  synchronized void stop(StopReason reason) {
    if (stopReason == null) {
      stoppedNanos = ticker.nanos();
    }
    if (stopReason == null || reason == StopReason.FENCED) {
      stopReason = reason;
    }
    if (handlerThread != null) {
      handlerThread.interrupt();
    }
  }

  /** Its thread is to throw this on when its end is written. */
  void diesOf(VirtualMachineError error) {
    fatal = error;
  }

  void throwOn() {
    if (fatal != null) {
      throw fatal;
    }
  }

  StopReason stopReason() {
    return stopReason;
  }

  /**
   * Whether this call is the one that may complete the attempt: the end of the handler or the
   * watchdog.
   */
  boolean maySettle() {
    return settled.compareAndSet(false, true);
  }

  boolean isSettled() {
    return settled.get();
  }

  long nanosSinceStart(long nowNanos) {
    return nowNanos - startNanos;
  }

  /** How long it has been asked to stop, or 0. */
  long nanosSinceStop(long nowNanos) {
    return stopReason == null ? 0 : nowNanos - stoppedNanos;
  }
}
