package org.waybill.a2a;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.config.A2aSettings;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.sql.Sql;
import org.waybill.task.TaskCommands;
import org.waybill.tool.ToolCall;

/**
 * Callbacks of tasks that wait for other agents. A call only makes its task look: what became of
 * the other agent's task is asked of that agent.
 */
@ApplicationScoped
public class Callbacks {

  /** Below the public URL. */
  static final String PATH = "/a2a/callbacks/";

  private static final int TOKEN_BYTES = 32;
  private static final int AT_ONCE = 100;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String ADD =
      "insert into delegation_callback (id, task_id, call_key, token_hash) values (?, ?, ?, ?)";

  private static final String FIND = "select token_hash from delegation_callback where id = ?";

  private static final String CALLED =
      """
      update delegation_callback set called_at = now() where id = ? and called_at is null
      returning task_id
      """;

  private static final String LOOKS =
      """
      update delegation_callback set called_at = null
      where call_key = ? and called_at is not null
      """;

  /** Their calls came while their tasks ran, after these had looked. */
  private static final String MISSED =
      """
      select distinct c.task_id from delegation_callback c join task t on t.id = c.task_id
      where c.called_at is not null and t.status = 'queued' limit ?
      """;

  private static final String FORGET =
      """
      delete from delegation_callback c
      where not exists (select from task t where t.id = c.task_id and t.finished_at is null)
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Settings settings;
  @Inject private TaskCommands tasks;
  @Inject private Publisher publisher;

  /** A new one for a call; none if this server has no public URL. */
  Optional<Callback> create(ToolCall call) {
    return settings
        .get(A2aSettings.PUBLIC_URL)
        .map(
            base -> {
              UUID id = UUID.randomUUID();
              byte[] random = new byte[TOKEN_BYTES];
              RANDOM.nextBytes(random);
              String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
              Sql.update(durable, ADD, id, call.taskId(), call.idempotencyKey(), hash(token));
              return new Callback(id.toString(), base + PATH + id, token);
            });
  }

  /**
   * Whether there is such a callback, with this token.
   *
   * @param token that came with a call, or null
   */
  public boolean isKnown(UUID id, String token) {
    return token != null
        && Sql.query(durable, row -> row.getBytes("token_hash"), FIND, id).stream()
            .anyMatch(known -> MessageDigest.isEqual(known, hash(token)));
  }

  /** Its task looks as soon as it can. Repeated calls do nothing more until it has. */
  public void call(UUID id) {
    publisher.publish(new CallbackReceived());
    Sql.query(durable, row -> row.getObject("task_id", UUID.class), CALLED, id)
        .forEach(tasks::wake);
  }

  /** This one is about to look; what comes from now on is new. */
  void looks(ToolCall call) {
    Sql.update(durable, LOOKS, call.idempotencyKey());
  }

  /** One round: wakes those that were called just before they began to wait. */
  void wakeMissed() {
    List<UUID> missed =
        Sql.query(durable, row -> row.getObject("task_id", UUID.class), MISSED, AT_ONCE);
    missed.forEach(tasks::wake);
  }

  /** Deletes those whose tasks have ended. */
  void forget() {
    Sql.update(durable, FORGET);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
