package org.waybill.task;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;

/** The part of a task's row that never changes after submission, without its input. */
@MappedSuperclass
public abstract class TaskSubmissionFields {

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

  private int priority;

  @Column(name = "max_attempts")
  private int maxAttempts;

  @Column(name = "timeout_ms")
  private long timeoutMs;

  @Column(name = "start_by")
  private Instant startBy;

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

  private String traceparent;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "correlation_id")
  private String correlationId;

  @Column(name = "callback_url")
  private String callbackUrl;

  private String tags;

  private String metadata;

  protected TaskSubmissionFields() {}

  void take(Receipt receipt) {
    NewTask given = receipt.task();
    id = given.id();
    tenant = given.owner().tenant();
    userId = given.owner().userId();
    workspaceId = given.labels().workspaceId();
    chatId = given.labels().chatId();
    type = given.work().type();
    queue = given.work().queue();
    priority = given.work().priority();
    maxAttempts = given.timing().retries().maxAttempts();
    startBy = given.terms().startBy();
    orderKey = given.terms().orderKey();
    concurrencyKey = given.terms().concurrencyKey();
    rateKey = given.terms().rateKey();
    parentId = text(given.terms().parentId());
    replayOf = text(given.terms().replayOf());
    scheduleId = text(given.terms().scheduleId());
    traceparent = given.terms().traceparent();
    timeoutMs = given.timing().timeout().toMillis();
    createdAt = receipt.createdAt();
    correlationId = given.labels().correlationId();
    callbackUrl = given.labels().callbackUrl();
    tags = given.labels().tags();
    metadata = given.labels().metadata();
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

  public int priority() {
    return priority;
  }

  public int maxAttempts() {
    return maxAttempts;
  }

  public long timeoutMs() {
    return timeoutMs;
  }

  /** It fails unless it has started by then; null for no limit. */
  public Instant startBy() {
    return startBy;
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

  /** The task whose handler submitted this one, or null. */
  public UUID parentId() {
    return parentId == null ? null : UUID.fromString(parentId);
  }

  /** The dead letter that this task replays, or null. */
  public UUID replayOf() {
    return replayOf == null ? null : UUID.fromString(replayOf);
  }

  public String traceparent() {
    return traceparent;
  }

  public UUID scheduleId() {
    return scheduleId == null ? null : UUID.fromString(scheduleId);
  }

  public Instant createdAt() {
    return createdAt;
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
}
