package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.waybill.sql.Sql;
import org.waybill.task.NewTask;
import org.waybill.task.TaskConstraints;

/** What must hold, whatever happens. */
final class Promises {

  /** How many tasks of a user may run at once. */
  static final int USER_LIMIT = 2;

  private Promises() {}

  /** Of those who run, none more than may. */
  static void keptBy(Collection<NewTask> running) {
    Map<String, Integer> ofOrder = new HashMap<>();
    Map<String, Integer> ofKey = new HashMap<>();
    Map<String, Integer> ofUser = new HashMap<>();
    Map<String, Integer> mostOfKey = new HashMap<>();
    for (NewTask task : running) {
      TaskConstraints taskConstraints = task.terms();
      if (taskConstraints.orderKey() != null) {
        ofOrder.merge(taskConstraints.orderKey(), 1, Integer::sum);
      }
      if (taskConstraints.concurrencyKey() != null) {
        ofKey.merge(taskConstraints.concurrencyKey(), 1, Integer::sum);
        mostOfKey.merge(
            taskConstraints.concurrencyKey(), taskConstraints.concurrencyLimit(), Math::max);
      }
      ofUser.merge(task.owner().tenant() + "/" + task.owner().userId(), 1, Integer::sum);
    }
    ofOrder.forEach((key, n) -> assertThat(n).as("run of order %s", key).isEqualTo(1));
    ofKey.forEach(
        (key, n) -> assertThat(n).as("run of %s", key).isLessThanOrEqualTo(mostOfKey.get(key)));
    ofUser.forEach((tenant, n) -> assertThat(n).as("run of ann").isLessThanOrEqualTo(USER_LIMIT));
  }

  static boolean isSomethingLeft(DataSource rows) {
    return count(
            rows,
            "select count(*) from task where status not in ('completed', 'failed', 'cancelled')")
        > 0;
  }

  private static long count(DataSource rows, String sql) {
    return Sql.query(rows, row -> row.getLong(1), sql).get(0);
  }

  /**
   * @param firsts tasks that were answered instead of a twin that came later
   */
  static void eachEndedOnce(DataSource rows, Collection<NewTask> given, Collection<UUID> firsts) {
    assertThat(count(rows, "select count(*) from task")).as("tasks stored").isEqualTo(given.size());
    List<String> wrong =
        Sql.query(
            rows,
            row -> row.getString(1),
            """
            select t.id || ' ' || t.status || ': ' || string_agg(e.kind, ',' order by e.seq)
            from task t join task_event e on e.task_id = t.id
            group by t.id, t.status, t.event_seq, t.output, t.attempt
            having count(*) filter (where e.kind in ('completed', 'failed', 'cancelled')) <> 1
              or count(*) <> t.event_seq - 1 or max(e.seq) <> t.event_seq
              or t.status = 'completed' and t.output <> t.attempt::text
            """);
    assertThat(wrong).as("tasks that did not end exactly once, or with a gap").isEmpty();
    assertThat(given.stream().map(NewTask::id).collect(Collectors.toSet())).containsAll(firsts);
    assertThat(given.stream().filter(t -> !t.terms().once().isEmpty()))
        .extracting(t -> t.owner().tenant() + " " + t.terms().once().get(0).key())
        .as("keys under which a task was stored")
        .doesNotHaveDuplicates();
  }
}
