package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.waybill.sql.DatabaseTime;
import org.waybill.task.IdempotencyKeys;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.task.TaskSummary;
import org.waybill.task.Tasks;

/**
 * The {@code Idempotency-Key} header: a call that is repeated with the same key and body is
 * answered with the same task again. The key is the user's own; it is looked for before the call is
 * checked, so that a repeated call is not refused for what has changed since: a full queue, a time
 * that has passed.
 */
@ApplicationScoped
public class IdempotentCalls {

  /** In answers that name a task that was there before. */
  public static final String EXISTING = "Waybill-Existing";

  private static final String KEY = "Idempotency-Key";
  private static final int LONGEST_KEY = 200;
  private static final Duration KEPT = Duration.ofDays(30);

  @Inject private IdempotencyKeys keys;
  @Inject private Tasks tasks;
  @Inject private DatabaseTime time;

  /**
   * The key of this call, if it has one.
   *
   * @param call what is called; the same key elsewhere is another call
   */
  public Optional<UniquenessKey> keyOf(
      HttpHeaders headers, String userId, String call, JsonValue body) {
    String key = headers.getHeaderString(KEY);
    if (key == null) {
      return Optional.empty();
    }
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw RequestBody.wrong(
          KEY,
          key.isBlank() ? "is blank" : "has " + key.length() + " characters",
          "1 to " + LONGEST_KEY + " characters");
    }
    return Optional.of(callKeyOf(userId, key, call, body));
  }

  /** The same of a key that comes otherwise than in the header. */
  public UniquenessKey callKeyOf(String userId, String key, String call, JsonValue body) {
    return UniquenessKey.ofUser(
        UniquenessKey.Kind.REQUEST,
        userId,
        key,
        BodyFingerprint.of(call, body),
        time.now().plus(KEPT));
  }

  /**
   * A key that a caller gives in other ways; it is free again when its task is deleted.
   *
   * @param key unlike all others of this user
   */
  public UniquenessKey keyOf(String userId, String key, String call, JsonValue body) {
    return UniquenessKey.ofUser(
        UniquenessKey.Kind.UNIQUE,
        userId,
        key,
        BodyFingerprint.of(call, body),
        time.now().plus(KEPT));
  }

  /** The task that this call was answered with before, or empty if it is new. */
  public Optional<Task> before(String tenant, Optional<UniquenessKey> key) {
    return key.flatMap(
        once -> keys.holder(tenant, once).map(existing -> find(once, existing, tasks::find)));
  }

  /** The same without input, partial output and output. */
  public Optional<TaskSummary> summaryBefore(String tenant, UniquenessKey key) {
    return keys.holder(tenant, key).map(existing -> find(key, existing, tasks::summary));
  }

  /** The task that has the key of the one that was not stored. */
  public Task find(Receipt receipt) {
    return find(receipt, tasks::find);
  }

  /** The same without input, partial output and output. */
  public TaskSummary summaryOf(Receipt receipt) {
    return find(receipt, tasks::summary);
  }

  private static <T> T find(Receipt receipt, Function<UUID, Optional<T>> read) {
    UniquenessKey.Kind kind = receipt.existing().kind();
    return receipt.task().terms().once().stream()
        .filter(once -> once.kind() == kind)
        .findFirst()
        .map(once -> find(once, receipt.existing(), read))
        .orElseThrow();
  }

  private static <T> T find(
      UniquenessKey key, Receipt.Existing existing, Function<UUID, Optional<T>> read) {
    if (key.kind() == UniquenessKey.Kind.REQUEST
        && !Arrays.equals(key.fingerprint(), existing.fingerprint())) {
      throw Problem.unprocessable(
          KEY,
          KEY
              + " was already used for another request; allowed: a new key, or a repetition of the"
              + " same request");
    }
    return read.apply(existing.id())
        .orElseThrow(
            () ->
                Problem.gone(
                    "Task "
                        + existing.id()
                        + " was created by an earlier request with this key and has been"
                        + " deleted."));
  }
}
