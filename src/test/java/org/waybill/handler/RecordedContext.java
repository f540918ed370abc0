package org.waybill.handler;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.owner.Owner;

/** A context that keeps what the handler says, and can be told to cancel. */
public final class RecordedContext implements TaskContext {

  private final Owner owner;
  private final UUID taskId;
  private final int attempt;
  private final List<String> progress = Collections.synchronizedList(new ArrayList<>());
  private final List<String> partials = Collections.synchronizedList(new ArrayList<>());
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private volatile int cancelAfter = Integer.MAX_VALUE;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private volatile boolean cancelled;

  public RecordedContext(Owner owner, UUID taskId, int attempt) {
    this.owner = owner;
    this.taskId = taskId;
    this.attempt = attempt;
  }

  /** Cancels as soon as so many progress reports have come. */
  public RecordedContext cancelledAfter(int reports) {
    cancelAfter = reports;
    return this;
  }

  public void cancel() {
    cancelled = true;
  }

  /** A person has answered this (JSON text). */
  public void answered(String question, String answer) {
    answers.put(question, answer);
  }

  /** Each as {@code percent text}. */
  public List<String> progress() {
    return progress;
  }

  public List<String> partials() {
    return partials;
  }

  /** Each as its name and its data. */
  public List<String> events() {
    return events;
  }

  @Override
  public UUID taskId() {
    return taskId;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public String node() {
    return "test";
  }

  @Override
  public String traceparent() {
    return null;
  }

  @Override
  public String answer() {
    return null;
  }

  @Override
  public String answer(String question) {
    return answers.get(question);
  }

  @Override
  public String tenant() {
    return owner.tenant();
  }

  @Override
  public String userId() {
    return owner.userId();
  }

  @Override
  public String chatId() {
    return null;
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public void progress(int percent, String text) {
    progress.add(percent + " " + text);
    cancelled |= progress.size() >= cancelAfter;
  }

  @Override
  public void partial(String text) {
    partials.add(text);
  }

  @Override
  public void event(AgentEvent event, JsonObject data) {
    events.add(event.label() + " " + data);
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void stopIfCancelled() throws InterruptedException {
    if (cancelled) {
      throw new InterruptedException("cancelled");
    }
  }

  @Override
  public String idempotencyKey(String step) {
    return taskId + ":" + step;
  }

  @Override
  public void extend(Duration more) {
    // There is no deadline.
  }

  @Override
  public <T> T step(String name, Class<T> type, Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  public <T> T effect(String name, Class<T> type, Callable<T> work, EffectLookup<T> lookup)
      throws Exception {
    return work.call();
  }

  @Override
  public UUID spawn(String name, String type, Object input) {
    throw new UnsupportedOperationException("no test needs it yet");
  }

  @Override
  public List<Child> children() {
    return List.of();
  }
}
