package org.waybill.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.config.InvalidSetting;
import org.waybill.config.Settings;
import org.waybill.document.TestDatabase;
import org.waybill.sql.Sql;
import org.waybill.type.Queues.Source;
import org.waybill.type.Queues.Sourced;
import org.waybill.world.Beans;

class QueuesTest {

  private static final String QUEUE = "pipeline_jobs";

  @BeforeEach
  void nothingIsSet() {
    Sql.update(TestDatabase.source(), "truncate queue_settings");
  }

  private static Queues queues(Map<String, String> settings) {
    return new Beans(Map.of("jdbc/waybill", TestDatabase.source()))
        .with(Settings.class, new Settings(settings::get))
        .get(Queues.class);
  }

  private static boolean put(Queues queues, QueueSettings given, Integer seen) {
    boolean done =
        Sql.inTransaction(
            TestDatabase.source(), connection -> queues.put(connection, given, seen, "ann"));
    queues.refresh();
    return done;
  }

  private static QueueSettings concurrency(Integer value) {
    return new QueueSettings(QUEUE, value, null, null, 0);
  }

  @Test
  void whatAdministratorsSetGoesBeforeTheEnvironmentAndThatBeforeTheType() {
    assertThat(queues(Map.of()).concurrency(QUEUE)).isEqualTo(new Sourced<>(5, Source.HANDLER));
    Queues set = queues(Map.of("waybill.queue.pipeline-jobs.concurrency", "7"));
    assertThat(set.concurrency(QUEUE)).isEqualTo(new Sourced<>(7, Source.SETTING));
    put(set, concurrency(9), null);
    assertThat(set.concurrency(QUEUE)).isEqualTo(new Sourced<>(9, Source.API));
    put(set, concurrency(null), null);
    assertThat(set.concurrency(QUEUE)).isEqualTo(new Sourced<>(7, Source.SETTING));
  }

  @Test
  void aSettingGoesBeforeTheTypesOwnRetentionAndThatBeforeTheUsual() {
    assertThat(queues(Map.of()).kept(QUEUE, "pipeline"))
        .isEqualTo(new Sourced<>(Duration.ofHours(1), Source.HANDLER));
    assertThat(queues(Map.of("waybill.retention.pipeline", "2h")).kept(QUEUE, "pipeline"))
        .isEqualTo(new Sourced<>(Duration.ofHours(2), Source.SETTING));
    assertThat(queues(Map.of()).kept("chat_tasks", "chat_message"))
        .isEqualTo(new Sourced<>(Duration.ofDays(30), Source.SETTING));
  }

  @Test
  void anotherNodeSeesItAtItsNextLook() {
    Queues other = queues(Map.of());
    put(queues(Map.of()), new QueueSettings(QUEUE, 3, 20, Duration.ofHours(9), 0), null);
    other.refresh();
    assertThat(other.concurrencyPerNode(QUEUE)).isEqualTo(3);
    assertThat(other.tenantShare(QUEUE)).isEqualTo(new Sourced<>(20, Source.API));
    assertThat(other.retention(QUEUE, "pipeline")).hasHours(9);
  }

  @Test
  void whoHasSeenAnotherVersionChangesNothing() {
    Queues queues = queues(Map.of());
    assertThat(put(queues, concurrency(3), 0)).isTrue();
    assertThat(put(queues, concurrency(4), 0)).isFalse();
    assertThat(put(queues, concurrency(4), 7)).isFalse();
    assertThat(queues.concurrencyPerNode(QUEUE)).isEqualTo(3);
    assertThat(put(queues, concurrency(4), 1)).isTrue();
    assertThat(queues.row(QUEUE).version()).isEqualTo(2);
  }

  @Test
  void aQueueOfAnotherNodesTypeIsKnownByItsRow() {
    Queues queues = queues(Map.of());
    assertThat(queues.isKnown("reports")).isFalse();
    put(queues, new QueueSettings("reports", 3, null, null, 0), null);
    assertThat(queues.isKnown("reports")).isTrue();
    assertThat(queues.names()).contains("reports", "chat_tasks");
  }

  @Test
  void aSettingOfAQueueIsCheckedByItsName() {
    Queues queues = queues(Map.of("waybill.queue.chat-tasks.concurrency", "many"));
    assertThatThrownBy(queues::check)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("WAYBILL_QUEUE_CHAT_TASKS_CONCURRENCY");
  }
}
