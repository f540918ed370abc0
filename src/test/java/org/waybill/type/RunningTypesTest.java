package org.waybill.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.config.Settings;
import org.waybill.document.TestDatabase;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;
import org.waybill.world.Beans;

class RunningTypesTest {

  private final RunningTypes running =
      new Beans(Map.of("jdbc/waybillRelaxed", TestDatabase.source()))
          .with(Settings.class, new Settings(name -> null))
          .get(RunningTypes.class);

  @BeforeEach
  void noWorkers() {
    Sql.update(TestDatabase.source(), "truncate worker");
  }

  private static UUID worker(String... types) {
    UUID id = UUID.randomUUID();
    Sql.update(
        TestDatabase.source(),
        "insert into worker (id, node, lock_key, types) values (?, 'n', 1, ?::text[])",
        id,
        types.length == 0 ? null : ArrayParameter.texts(java.util.List.of(types), type -> type));
    return id;
  }

  @Test
  void everythingRunsUntilItHasLooked() {
    assertThat(running.runs("pipeline")).isTrue();
    assertThat(running.serves("pipeline_jobs")).isTrue();
  }

  @Test
  void aTypeRunsWhereALiveWorkerSaysSo() {
    worker("pipeline", "request");
    worker("pipeline");
    running.refresh();
    assertThat(running.runs("pipeline")).isTrue();
    assertThat(running.serves("pipeline_jobs")).isTrue();
    assertThat(running.workers("pipeline")).isEqualTo(2);
    assertThat(running.workers("request")).isEqualTo(1);
    assertThat(running.runs("chat_message")).isFalse();
    assertThat(running.serves("chat_tasks")).isFalse();
  }

  @Test
  void whoIsLostOrHasEndedRunsNothing() {
    Sql.update(
        TestDatabase.source(),
        "update worker set lost_at = now() where id = ?",
        worker("pipeline"));
    Sql.update(
        TestDatabase.source(), "update worker set ended = true where id = ?", worker("request"));
    running.refresh();
    assertThat(running.runs("pipeline")).isFalse();
    assertThat(running.runs("request")).isFalse();
  }

  @Test
  void aWorkerOfTheVersionBeforeRunsEverything() {
    worker();
    running.refresh();
    assertThat(running.runs("anything")).isTrue();
  }

  @Test
  void aTypeThatRunsAnewIsSaid() {
    running.refresh();
    worker("pipeline");
    assertThat(running.refresh()).isTrue();
    assertThat(running.refresh()).isFalse();
  }
}
