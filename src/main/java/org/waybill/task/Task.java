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
    task.waits = given.notBefore() == null ? "ready" : "scheduled";
    task.priority = given.priority();
    task.dueAt = given.notBefore();
    task.maxAttempts = given.maxAttempts();
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

  /** Why a queued task waits: {@code ready}, {@code scheduled} or {@code retry}. */
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
}
