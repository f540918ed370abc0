package org.waybill.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One unit of durable work: the row that is the truth. Read through {@link Tasks}; changed only by
 * the guarded statements of this package, so it has no setters.
 */
@Entity
@Table(name = "task")
public class Task {

  @Id private UUID id;
  private String tenant;

  @Column(name = "user_id")
  private String userId;

  @Column(name = "workspace_id")
  private String workspaceId;

  @Column(name = "chat_id")
  private String chatId;

  private String type;
  private String queue;
  private TaskStatus status;
  private String waits;
  private int priority;

  @Column(name = "due_at")
  private Instant dueAt;

  private int attempt;
  private int failures;
  private int crashes;

  @Column(name = "max_attempts")
  private int maxAttempts;

  @Column(name = "timeout_ms")
  private long timeoutMs;

  private String node;

  @Column(name = "event_seq")
  private int eventSeq;

  private int progress;

  @Column(name = "start_by")
  private Instant startBy;

  @Column(name = "released_at")
  private Instant releasedAt;

  @Column(name = "order_key")
  private String orderKey;

  @Column(name = "concurrency_key")
  private String concurrencyKey;

  @Column(name = "rate_key")
  private String rateKey;

  @Column(name = "parent_id")
  private String parentId;

  @Column(name = "replay_of")
  private String replayOf;

  @Column(name = "schedule_id")
  private String scheduleId;

  @Column(name = "dismissed_at")
  private Instant dismissedAt;

  @Column(name = "question_expires_at")
  private Instant questionExpiresAt;

  @Column(name = "cancel_requested")
  private boolean cancelRequested;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "finished_at")
  private Instant finishedAt;

  @Column(name = "progress_text")
  private String progressText;

  @Column(name = "correlation_id")
  private String correlationId;

  @Column(name = "callback_url")
  private String callbackUrl;

  private String tags;
  private String metadata;
  private String input;
  private String partial;
  private String output;
  private String error;
  private String question;

  protected Task() {}

  /** The task as it stands right after it was accepted, without asking the database again. */
  public static Task of(Accepted accepted) {
    NewTask given = accepted.task();
    Task task = new Task();
    task.id = given.id();
    task.tenant = given.tenant();
    task.userId = given.userId();
    task.workspaceId = given.workspaceId();
    task.chatId = given.chatId();
    task.type = given.type();
    task.queue = given.queue();
    task.status = TaskStatus.QUEUED;
    task.waits = accepted.waits().label();
    task.priority = given.priority();
    task.dueAt = given.notBefore();
    task.maxAttempts = given.retries().maxAttempts();
    task.startBy = given.terms().startBy();
    task.orderKey = given.terms().orderKey();
    task.concurrencyKey = given.terms().concurrencyKey();
    task.rateKey = given.terms().rateKey();
    task.parentId = text(given.terms().parentId());
    task.replayOf = text(given.terms().replayOf());
    task.scheduleId = text(given.terms().scheduleId());
    task.timeoutMs = given.timeout().toMillis();
    task.eventSeq = 1;
    task.createdAt = accepted.createdAt();
    task.correlationId = given.correlationId();
    task.callbackUrl = given.callbackUrl();
    task.tags = given.tags();
    task.metadata = given.metadata();
    task.input = given.input();
    return task;
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }

  public UUID id() {
    return id;
  }

  public String tenant() {
    return tenant;
  }

  public String userId() {
    return userId;
  }

  public String workspaceId() {
    return workspaceId;
  }

  public String chatId() {
    return chatId;
  }

  public String type() {
    return type;
  }

  public String queue() {
    return queue;
  }

  public TaskStatus status() {
    return status;
  }

  /** Why a queued task waits; see {@link Waits}. Null for any other. */
  public String waits() {
    return waits;
  }

  public int priority() {
    return priority;
  }

  /** When a scheduled or failed task may start; null if it may at once. */
  public Instant dueAt() {
    return dueAt;
  }

  /** The number of the last attempt; 0 before the first. */
  public int attempt() {
    return attempt;
  }

  /** Attempts that ended in an error and count against {@link #maxAttempts()}. */
  public int failures() {
    return failures;
  }

  /** Attempts whose worker process died. */
  public int crashes() {
    return crashes;
  }

  public int maxAttempts() {
    return maxAttempts;
  }

  public long timeoutMs() {
    return timeoutMs;
  }

  /** Name of the node that runs or last ran it, or null. */
  public String node() {
    return node;
  }

  /** The number of its newest event. */
  public int eventSeq() {
    return eventSeq;
  }

  /** 0 to 100. */
  public int progress() {
    return progress;
  }

  public String progressText() {
    return progressText;
  }

  public boolean cancelRequested() {
    return cancelRequested;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public Instant finishedAt() {
    return finishedAt;
  }

  public String correlationId() {
    return correlationId;
  }

  public String callbackUrl() {
    return callbackUrl;
  }

  /** JSON array text, or null. */
  public String tags() {
    return tags;
  }

  /** JSON object text, or null. */
  public String metadata() {
    return metadata;
  }

  /** JSON text. */
  public String input() {
    return input;
  }

  /** What the running (or last failed) attempt has put out so far, plain text, or null. */
  public String partial() {
    return partial;
  }

  /** JSON text, or null. */
  public String output() {
    return output;
  }

  public String error() {
    return error;
  }

  /** What a task in {@code input_required} asks, or null. */
  public String question() {
    return question;
  }

  /** It fails unless it has started by then; null for no limit. */
  public Instant startBy() {
    return startBy;
  }

  /** Since when a worker may claim it; null while it stands in line. */
  public Instant releasedAt() {
    return releasedAt;
  }

  public String orderKey() {
    return orderKey;
  }

  public String concurrencyKey() {
    return concurrencyKey;
  }

  public String rateKey() {
    return rateKey;
  }

  /** The task whose handler handed this one over, or null. */
  public UUID parentId() {
    return parentId == null ? null : UUID.fromString(parentId);
  }

  /** The dead letter that this task runs anew, or null. */
  public UUID replayOf() {
    return replayOf == null ? null : UUID.fromString(replayOf);
  }

  public UUID scheduleId() {
    return scheduleId == null ? null : UUID.fromString(scheduleId);
  }

  /** Since when a failed task is no dead letter any more, or null. */
  public Instant dismissedAt() {
    return dismissedAt;
  }

  public Instant questionExpiresAt() {
    return questionExpiresAt;
  }
}
