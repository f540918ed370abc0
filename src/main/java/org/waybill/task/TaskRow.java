package org.waybill.task;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** A task's row without its input, partial output and output, which may be large. */
@MappedSuperclass
public abstract class TaskRow extends TaskSubmissionFields {

  private TaskStatus status;
  private String waits;

  @Column(name = "due_at")
  private Instant dueAt;

  private int attempt;
  private int failures;
  private int crashes;

  private String node;

  @Column(name = "event_seq")
  private int eventSeq;

  private int progress;

  @Column(name = "released_at")
  private Instant releasedAt;

  @Column(name = "dismissed_at")
  private Instant dismissedAt;

  @Column(name = "question_expires_at")
  private Instant questionExpiresAt;

  @Column(name = "cancel_requested")
  private boolean cancelRequested;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "finished_at")
  private Instant finishedAt;

  @Column(name = "progress_text")
  private String progressText;

  private String error;
  private String reason;
  private String question;

  @Column(name = "input_bytes")
  private Integer inputBytes;

  @Column(name = "output_bytes")
  private Integer outputBytes;

  protected TaskRow() {}

  void accepted(Receipt receipt) {
    take(receipt);
    status = TaskStatus.QUEUED;
    waits = receipt.waits().label();
    dueAt = receipt.task().timing().notBefore();
    eventSeq = 1;
  }

  public TaskStatus status() {
    return status;
  }

  /** Why a queued task waits; see {@link WaitReason}. Null for any other. */
  public String waits() {
    return waits;
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

  public Instant startedAt() {
    return startedAt;
  }

  public Instant finishedAt() {
    return finishedAt;
  }

  public String error() {
    return error;
  }

  /** The code of what went wrong last, or null; see {@link Reason}. */
  public String reason() {
    return reason;
  }

  /** What a task in {@code input_required} asks, or null. */
  public String question() {
    return question;
  }

  /** Since when a worker may claim it; null while it stands in line. */
  public Instant releasedAt() {
    return releasedAt;
  }

  /** Since when a failed task is no dead letter any more, or null. */
  public Instant dismissedAt() {
    return dismissedAt;
  }

  public Instant questionExpiresAt() {
    return questionExpiresAt;
  }

  /** Whether its input is stored in {@link TaskPayload}. */
  boolean hasLargeInput() {
    return inputBytes != null;
  }

  /** Whether its output is stored in {@link TaskPayload}. */
  boolean hasLargeOutput() {
    return outputBytes != null;
  }
}
