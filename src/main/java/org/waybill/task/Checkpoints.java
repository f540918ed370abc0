package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** Results of steps, kept for later attempts of the same task. */
@ApplicationScoped
public class Checkpoints {

  /** Under the lock of the task's row: who takes the task over sees this result, or prevents it. */
  private static final String KEEP =
      """
      with mine as (
        select id, attempt from task where id = ? and attempt = ? and worker = ?
          and status || '' = 'processing' for no key update
      )
      insert into checkpoint (task_id, step, attempt, result)
      select id, ?, attempt, ? from mine
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** The results of all steps that earlier attempts have finished: JSON text, or null, by name. */
  public Map<String, String> of(UUID task) {
    Map<String, String> results = new HashMap<>();
    Sql.query(
        durable,
        row -> results.put(row.getString("step"), row.getString("result")),
        "select step, result from checkpoint where task_id = ?",
        task);
    return results;
  }

  /**
   * Keeps the result of a step.
   *
   * @param result JSON text, or null
   * @return false if the attempt has been overtaken; then nothing is kept
   */
  public boolean keep(Claim claim, String step, String result) {
    return Sql.inTransaction(
        durable,
        connection ->
            keep(connection, claim, step, result)
                || !LostClaims.regain(connection, List.of(claim)).isEmpty()
                    && keep(connection, claim, step, result));
  }

  private static boolean keep(Connection connection, Claim claim, String step, String result)
      throws SQLException {
    return Sql.update(
            connection, KEEP, claim.task().id(), claim.attempt(), claim.worker(), step, result)
        > 0;
  }
}
