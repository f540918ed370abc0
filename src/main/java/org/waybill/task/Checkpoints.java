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
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Stores the results of steps for later attempts of the same task. */
@ApplicationScoped
public class Checkpoints {

  /** Kinds of keys: an attempt began an effect, and that it was not done; by attempt and name. */
  public static final String BEGUN = "begun";

  public static final String UNDONE = "undone";

  /**
   * Under the lock of the task's row: a worker that takes the task over either sees this result or
   * prevents it.
   */
  private static final String KEEP =
      """
      with given as (
        select * from unnest(?::uuid[], ?::int[], ?::uuid[], ?::text[], ?::text[])
          as g(id, attempt, worker, step, result)
      ), mine as (
        select t.id, t.attempt, t.worker from task t where t.id in (select id from given)
          and t.status || '' = 'processing' order by t.id for no key update
      )
      insert into checkpoint (task_id, step, attempt, result)
      select id, step, attempt, result from given join mine using (id, attempt, worker)
      returning task_id, step
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
   * What a step of an attempt came to.
   *
   * @param result JSON text, or null
   */
  public record Done(Claim claim, String step, String result) {}

  private record Place(UUID task, String step) {
    static Place of(Done done) {
      return new Place(done.claim().task().id(), done.step());
    }
  }

  /**
   * Stores the results of steps.
   *
   * @return for each, in the order given: false if its attempt has been superseded; then it is not
   *     stored
   */
  public List<Boolean> keep(List<Done> steps) {
    Map<Place, Boolean> kept =
        Sql.inTransaction(
            durable,
            connection ->
                LostClaims.write(
                    connection, steps, Done::claim, Place::of, Checkpoints::keepClaimed));
    return steps.stream().map(each -> kept.containsKey(Place.of(each))).toList();
  }

  private static Map<Place, Boolean> keepClaimed(Connection connection, List<Done> steps)
      throws SQLException {
    Map<Place, Boolean> kept = new HashMap<>();
    Sql.query(
        connection,
        row ->
            kept.put(new Place(row.getObject("task_id", UUID.class), row.getString("step")), true),
        KEEP,
        ArrayParameter.uuids(steps, each -> each.claim().task().id()),
        ArrayParameter.ints(steps, each -> each.claim().attempt()),
        ArrayParameter.uuids(steps, each -> each.claim().worker()),
        ArrayParameter.texts(steps, Done::step),
        ArrayParameter.texts(steps, Done::result));
    return kept;
  }
}
