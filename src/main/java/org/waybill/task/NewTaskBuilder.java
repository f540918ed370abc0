package org.waybill.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskType;
import org.waybill.owner.Owner;
import org.waybill.trace.CurrentTrace;

/** Builds a new task; values that are not set are taken from the settings. */
public final class NewTaskBuilder {

  private final TaskType type;
  private final String tenant;
  private final String userId;
  private UUID id = UuidV7.next();
  private String workspaceId;
  private String chatId;
  private int priority;
  private Instant notBefore;
  private Duration timeout;
  private RetryPolicy retries;
  private String correlationId;
  private String callbackUrl;
  private String tags;
  private String metadata;
  private String input = "{}";
  private Instant startBy;
  private String orderKey;
  private String concurrencyKey;
  private int concurrencyLimit;
  private String rateKey;
  private UUID parentId;
  private int depth;
  private UUID replayOf;
  private UUID scheduleId;
  private String traceparent = CurrentTrace.get();
  private NewBranch branch;
  private final List<TaskConstraints.Dependency> needs = new ArrayList<>();
  private final List<TaskConstraints.UniquenessKey> once = new ArrayList<>();
  private final List<NewMessage> messages = new ArrayList<>();

  private NewTaskBuilder(TaskType type, String tenant, String userId) {
    this.type = type;
    this.priority = type.priority();
    this.tenant = Objects.requireNonNull(tenant);
    this.userId = Objects.requireNonNull(userId);
  }

  /** A task of this type, with the retries and timeout of the type or else of the settings. */
  public static NewTaskBuilder of(TaskType type, String tenant, String userId, Settings settings) {
    return new NewTaskBuilder(type, tenant, userId)
        .timeout(timeout(type, settings))
        .retries(usualRetries(settings));
  }

  /** Default timeout of one attempt at a task of this type. */
  public static Duration timeout(TaskType type, Settings settings) {
    return type.timeout() == null ? settings.get(KnownSettings.TASK_TIMEOUT) : type.timeout();
  }

  /** Default retry policy of a type. */
  public static RetryPolicy usualRetries(Settings settings) {
    return new RetryPolicy(
        settings.get(KnownSettings.TASK_MAX_ATTEMPTS),
        settings.get(KnownSettings.TASK_BACKOFF),
        2,
        settings.get(KnownSettings.TASK_BACKOFF_LIMIT),
        0.5);
  }

  public NewTaskBuilder id(UUID value) {
    id = value;
    return this;
  }

  public NewTaskBuilder workspaceId(String value) {
    workspaceId = value;
    return this;
  }

  public NewTaskBuilder chatId(String value) {
    chatId = value;
    return this;
  }

  /** The current value: that of the type, unless another one was set. */
  public int priority() {
    return priority;
  }

  public NewTaskBuilder priority(int value) {
    priority = value;
    return this;
  }

  public NewTaskBuilder notBefore(Instant value) {
    notBefore = value;
    return this;
  }

  public NewTaskBuilder timeout(Duration value) {
    timeout = value;
    return this;
  }

  public NewTaskBuilder retries(RetryPolicy value) {
    retries = value;
    return this;
  }

  public NewTaskBuilder correlationId(String value) {
    correlationId = value;
    return this;
  }

  public NewTaskBuilder callbackUrl(String value) {
    callbackUrl = value;
    return this;
  }

  /**
   * @param value JSON array text, or null
   */
  public NewTaskBuilder tags(String value) {
    tags = value;
    return this;
  }

  /**
   * @param value JSON object text, or null
   */
  public NewTaskBuilder metadata(String value) {
    metadata = value;
    return this;
  }

  /**
   * @param value JSON text
   */
  public NewTaskBuilder input(String value) {
    input = value;
    return this;
  }

  /** JSON text. */
  public String input() {
    return input;
  }

  /** It fails unless it has started by then. */
  public NewTaskBuilder startBy(Instant value) {
    startBy = value;
    return this;
  }

  /** One after the other within the tenant: {@code kind} is such as {@code chat}. */
  public NewTaskBuilder inOrder(String kind, String name) {
    orderKey = TaskConstraints.orderKey(tenant, kind, name);
    return this;
  }

  /** One after the other among the user's own tasks. */
  public NewTaskBuilder inOwnOrder(String kind, String name) {
    return inOrder(TaskConstraints.ofUser(userId, kind), name);
  }

  /** At most so many of the user's own tasks at once. */
  public NewTaskBuilder ownConcurrency(String key, int limit) {
    return concurrency(key == null ? null : TaskConstraints.ofUser(userId, key), limit);
  }

  /** At most so many at once within the tenant. */
  public NewTaskBuilder concurrency(String key, int limit) {
    concurrencyKey = key == null ? null : tenant + "/" + key;
    concurrencyLimit = limit;
    return this;
  }

  /** Keys as another task of the tenant has them; each may be null. */
  NewTaskBuilder admissionKeys(String order, String concurrency, int limit) {
    orderKey = order;
    concurrencyKey = concurrency;
    concurrencyLimit = limit;
    return this;
  }

  /**
   * @param value such as {@code tool/mail}, or null
   */
  public NewTaskBuilder rateKey(String value) {
    rateKey = value;
    return this;
  }

  public NewTaskBuilder parentId(UUID value) {
    return childOf(value, 1);
  }

  /**
   * @param generation 1 for a child of a task that has no parent
   */
  public NewTaskBuilder childOf(UUID parent, int generation) {
    parentId = parent;
    depth = generation;
    return this;
  }

  public NewTaskBuilder replayOf(UUID value) {
    replayOf = value;
    return this;
  }

  /** Where it is not that of the current thread. */
  public NewTaskBuilder traceparent(String value) {
    traceparent = value;
    return this;
  }

  /** It goes back in a chat, or in an earlier task. */
  public NewTaskBuilder branch(NewBranch value) {
    branch = value;
    return this;
  }

  public NewTaskBuilder scheduleId(UUID value) {
    scheduleId = value;
    return this;
  }

  /** Another task has to end before; successfully, or in any way. */
  public NewTaskBuilder needs(UUID task, boolean success) {
    needs.add(new TaskConstraints.Dependency(task, success));
    return this;
  }

  /** It is submitted only once under this key; a task has one key of a kind. */
  public NewTaskBuilder once(TaskConstraints.UniquenessKey key) {
    once.removeIf(other -> other.kind() == key.kind());
    once.add(key);
    return this;
  }

  /** It is submitted only if no other task of its order key is unfinished. */
  public NewTaskBuilder alone() {
    Objects.requireNonNull(orderKey, "set the order key first");
    return once(
        new TaskConstraints.UniquenessKey(
            TaskConstraints.UniquenessKey.Kind.ALONE, orderKey, new byte[0], Instant.MAX));
  }

  public NewTaskBuilder messages(NewMessage... values) {
    messages.addAll(List.of(values));
    return this;
  }

  public NewTask build() {
    return new NewTask(
        id,
        new Owner(tenant, userId),
        new NewTask.Work(type.name(), type.queue(), priority, input),
        new NewTask.Timing(
            notBefore, Objects.requireNonNull(timeout), Objects.requireNonNull(retries)),
        new NewTask.Labels(workspaceId, chatId, correlationId, callbackUrl, tags, metadata),
        terms(),
        List.copyOf(messages));
  }

  private TaskConstraints terms() {
    TaskConstraints taskConstraints =
        new TaskConstraints(
            startBy,
            orderKey,
            concurrencyKey,
            concurrencyLimit,
            rateKey,
            parentId,
            depth,
            replayOf,
            scheduleId,
            traceparent,
            branch,
            List.copyOf(needs),
            List.copyOf(once));
    return taskConstraints.equals(TaskConstraints.NONE) ? TaskConstraints.NONE : taskConstraints;
  }
}
