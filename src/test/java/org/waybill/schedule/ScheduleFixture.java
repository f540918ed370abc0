package org.waybill.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.waybill.api.tasks.ScheduledTaskParser;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** Schedules on a real database, and nodes that fire them. */
abstract class ScheduleFixture {

  static final Owner ACME = new Owner("acme", "ann");
  static final String TASK = "{\"type\":\"pipeline\",\"metadata\":{\"k\":1}}";

  final DataSource rows = TestDatabase.source();
  World node;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(rows, "truncate task, task_event, limit_rule, pause, task_key, schedule");
    node = node();
  }

  World node() {
    World world = new World(rows, Map.of());
    return world.with(TaskTemplateParser.class, world.bean(ScheduledTaskParser.class));
  }

  static ScheduleRunner firing(World node) {
    return node.bean(ScheduleRunner.class);
  }

  Schedules schedules() {
    return node.bean(Schedules.class);
  }

  static ScheduleSpec hourly(String template, Overlap overlap) {
    return new ScheduleSpec(
        "test",
        null,
        Duration.ofHours(1),
        ZoneId.of("UTC"),
        template,
        overlap,
        Duration.ofMinutes(30));
  }

  static ScheduleSpec minutely(Duration catchUp) {
    return new ScheduleSpec(
        "test", "* * * * *", null, ZoneId.of("UTC"), TASK, Overlap.SKIP, catchUp);
  }

  UUID make(ScheduleSpec scheduleSpec) {
    return schedules().make(scheduleSpec, "acme", "ann", false).id();
  }

  Schedule found(UUID id) {
    return schedules().find(id, ACME).orElseThrow();
  }

  void isDueSince(UUID id, Duration ago) {
    Sql.update(
        rows,
        "update schedule set next_at = date_trunc('second', now()) - ?::interval where id = ?",
        ago.toMillis() + " milliseconds",
        id);
  }

  void isDue(UUID id) {
    isDueSince(id, Duration.ofMillis(1));
  }

  List<String> tasksOf(UUID id) {
    return Sql.query(
        rows,
        row -> row.getString("status"),
        "select status from task where schedule_id = ? order by id",
        id.toString());
  }
}
