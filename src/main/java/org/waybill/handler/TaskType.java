package org.waybill.handler;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A kind of task: its name, its queue, and the defaults that apply where neither an administrator,
 * a setting nor the task itself sets a value.
 *
 * @param name such as {@code document_processing}: lower-case letters, digits, {@code _}, {@code -}
 *     and {@code .}, at most 64 characters
 * @param queue the name of the queue, of the same characters; a queue is created by the first type
 *     that uses it
 * @param description one sentence for the list of types
 * @param concurrency maximum number of tasks of the queue that one node runs at the same time, 1 to
 *     1,000; if the types of a queue differ, the largest applies
 * @param timeout timeout of one attempt, or null for the default
 * @param retention retention of finished tasks, or null for the default
 * @param priority of a task that sets none, 0 to 9
 * @param inputSchema JSON Schema (2020-12) that inputs are checked against when a task is
 *     submitted, at most 64 KiB of JSON text; null for none
 * @param submittable whether callers may submit tasks of this type; others are submitted by
 *     handlers only
 */
public record TaskType(
    String name,
    String queue,
    String description,
    int concurrency,
    Duration timeout,
    Duration retention,
    int priority,
    String inputSchema,
    boolean submittable) {

  /** The characters allowed in names of types and queues. */
  public static final String NAMES =
      "1 to 64 lower-case letters, digits, _, - and ., beginning with a letter or digit";

  /** Concurrency per node of a queue whose types set none. */
  public static final int USUAL_CONCURRENCY = 16;

  /** Of a task whose type does not say it. */
  public static final int USUAL_PRIORITY = 4;

  private static final int HIGHEST_PRIORITY = 9;
  private static final int MOST_CONCURRENCY = 1_000;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");

  /**
   * @throws IllegalArgumentException that names the field, what is wrong and what is allowed
   */
  public TaskType {
    check("name", name);
    check("queue", queue);
    Objects.requireNonNull(description, "description");
    if (concurrency < 1 || concurrency > MOST_CONCURRENCY) {
      throw new IllegalArgumentException(
          "concurrency of task type %s is %d; allowed: 1 to %d"
              .formatted(name, concurrency, MOST_CONCURRENCY));
    }
    if (priority < 0 || priority > HIGHEST_PRIORITY) {
      throw new IllegalArgumentException(
          "priority of task type %s is %d; allowed: 0 to %d"
              .formatted(name, priority, HIGHEST_PRIORITY));
    }
    checkPositive("timeout", name, timeout);
    checkPositive("retention", name, retention);
  }

  /** A type with a queue of the same name, run as usual. */
  public static TaskType of(String name) {
    return new TaskType(name, name, "", USUAL_CONCURRENCY, null, null, USUAL_PRIORITY, null, true);
  }

  /** Whether this may be the name of a type or queue. */
  public static boolean isName(String text) {
    return text != null && NAME.matcher(text).matches();
  }

  /** The same in another queue. */
  public TaskType inQueue(String value) {
    return new TaskType(
        name,
        value,
        description,
        concurrency,
        timeout,
        retention,
        priority,
        inputSchema,
        submittable);
  }

  /** The same with a description. */
  public TaskType describedAs(String value) {
    return new TaskType(
        name, queue, value, concurrency, timeout, retention, priority, inputSchema, submittable);
  }

  /** The same with so many tasks at once on a node. */
  public TaskType atOnce(int value) {
    return new TaskType(
        name, queue, description, value, timeout, retention, priority, inputSchema, submittable);
  }

  /** The same with a time-out of one attempt. */
  public TaskType timeoutAfter(Duration value) {
    return new TaskType(
        name,
        queue,
        description,
        concurrency,
        value,
        retention,
        priority,
        inputSchema,
        submittable);
  }

  /** The same, kept for so long after its end. */
  public TaskType keptFor(Duration value) {
    return new TaskType(
        name, queue, description, concurrency, timeout, value, priority, inputSchema, submittable);
  }

  /** The same with another priority. */
  public TaskType atPriority(int value) {
    return new TaskType(
        name, queue, description, concurrency, timeout, retention, value, inputSchema, submittable);
  }

  /** The same with a JSON Schema of its input. */
  public TaskType accepting(String value) {
    return new TaskType(
        name, queue, description, concurrency, timeout, retention, priority, value, submittable);
  }

  /** Callers cannot submit tasks of it. */
  public TaskType internal() {
    return new TaskType(
        name, queue, description, concurrency, timeout, retention, priority, inputSchema, false);
  }

  private static void check(String field, String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException(
          field + " of a task type is '" + text + "'; allowed: " + NAMES);
    }
  }

  private static void checkPositive(String field, String name, Duration value) {
    if (value != null && (value.isNegative() || value.isZero())) {
      throw new IllegalArgumentException(
          "%s of task type %s is %s; allowed: a positive duration".formatted(field, name, value));
    }
  }
}
