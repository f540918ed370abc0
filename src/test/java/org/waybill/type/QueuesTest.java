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

  private static QueueSettings concurrency(Integer value) {
    return new QueueSettings(QUEUE, value, null, null, 0);
  }

  @Test
  void whatAdministratorsSetGoesBeforeTheEnvironmentAndThatBeforeTheType() {
    assertThat(queues(Map.of()).concurrency(QUEUE)).isEqualTo(new Sourced<>(5, Source.HANDLER));
    Queues set = queues(Map.of("waybill.queue.pipeline-jobs.concurrency", "7"));
    assertThat(set.concurrency(QUEUE)).isEqualTo(new Sourced<>(7, Source.SETTING));
    set.put(concurrency(9), null, "ann");
    assertThat(set.concurrency(QUEUE)).isEqualTo(new Sourced<>(9, Source.API));
    set.put(concurrency(null), null, "ann");
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
    queues(Map.of()).put(new QueueSettings(QUEUE, 3, 20, Duration.ofHours(9), 0), null, "ann");
    other.refresh();
    assertThat(other.concurrencyPerNode(QUEUE)).isEqualTo(3);
    assertThat(other.tenantShare(QUEUE)).isEqualTo(new Sourced<>(20, Source.API));
    assertThat(other.retention(QUEUE, "pipeline")).hasHours(9);
  }

  @Test
  void whoHasSeenAnotherVersionChangesNothing() {
    Queues queues = queues(Map.of());
    assertThat(queues.put(concurrency(3), 0, "ann")).isTrue();
    assertThat(queues.put(concurrency(4), 0, "bob")).isFalse();
    assertThat(queues.put(concurrency(4), 7, "bob")).isFalse();
    assertThat(queues.concurrencyPerNode(QUEUE)).isEqualTo(3);
    assertThat(queues.put(concurrency(4), 1, "bob")).isTrue();
    assertThat(queues.row(QUEUE).version()).isEqualTo(2);
  }

  @Test
  void aQueueOfAnotherNodesTypeIsKnownByItsRow() {
    Queues queues = queues(Map.of());
    assertThat(queues.isKnown("reports")).isFalse();
    queues.put(new QueueSettings("reports", 3, null, null, 0), null, "ann");
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
