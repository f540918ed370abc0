package org.waybill.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.json.Json;

/**
 * Conditions for running a task, apart from its time and priority; null members set nothing.
 *
 * @param startBy the task fails if it has not started by then
 * @param orderKey tasks of one order key run one after the other, in the order of their ids
 * @param concurrencyKey at most {@code concurrencyLimit} tasks of one key run at once
 * @param concurrencyLimit at least 1 where a key is given
 * @param rateKey starts are counted under this key, such as {@code tool/mail}
 * @param parentId the task whose handler submitted this one
 * @param depth number of generations of parents
 * @param replayOf the dead letter that this task replays
 * @param scheduleId the schedule that submitted it
 * @param traceparent the trace context of the submitter
 * @param branch what it goes back in
 * @param needs tasks that must end first; never null
 * @param once keys that prevent a duplicate submission, at most one of each kind; never null
 */
public record TaskConstraints(
    Instant startBy,
    String orderKey,
    String concurrencyKey,
    int concurrencyLimit,
    String rateKey,
    UUID parentId,
    int depth,
    UUID replayOf,
    UUID scheduleId,
    String traceparent,
    NewBranch branch,
    List<Dependency> needs,
    List<UniquenessKey> once) {

  public static final TaskConstraints NONE =
      new TaskConstraints(
          null, null, null, 0, null, null, 0, null, null, null, null, List.of(), List.of());

  /** Another task that must have ended first; successfully, or in any way. */
  public record Dependency(UUID taskId, boolean success) {
    String mode() {
      return success ? "success" : "end";
    }
  }

  /** Under one key of a kind there is one task at a time, until the key expires. */
  public record UniquenessKey(Kind kind, String key, byte[] fingerprint, Instant expiresAt) {

    /** What the key comes from. */
    public enum Kind {
      /** The {@code Idempotency-Key} of a call. */
      REQUEST,
      /** The key of a unique task. */
      UNIQUE,
      /** The order key itself: no other task of that order may be there that has not ended. */
      ALONE
    }

    /** A key that one user's tasks share; another user's same key is another. */
    public static UniquenessKey ofUser(
        Kind kind, String userId, String key, byte[] fingerprint, Instant expiresAt) {
      return new UniquenessKey(kind, Json.quote(userId) + Json.quote(key), fingerprint, expiresAt);
    }
  }

  /** Prefix of keys that belong to one user; no user or kind begins like it. */
  static String ofUser(String userId, String key) {
    return "~" + userId + "/" + key;
  }

  /** A key as it was given: without its tenant, and its user where it is a user's own. */
  public static String nameOf(String tenant, String key) {
    String name = key.substring(tenant.length() + 1);
    return name.startsWith("~") ? name.substring(name.indexOf('/') + 1) : name;
  }

  /** The order key of what bears this name within a tenant. */
  static String orderKey(String tenant, String kind, String name) {
    return String.join("/", tenant, kind, name);
  }

  /** Its key of this kind, or null. */
  UniquenessKey once(UniquenessKey.Kind kind) {
    for (UniquenessKey each : once) {
      if (each.kind() == kind) {
        return each;
      }
    }
    return null;
  }

  /** Whether the task has to be admitted by a key, or waits for other tasks. */
  boolean blocks() {
    return !needs.isEmpty() || hasAdmissionKey();
  }

  boolean hasAdmissionKey() {
    return orderKey != null || concurrencyKey != null;
  }
}
