package org.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.handler.TaskType;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.DeadLetters;
import org.waybill.task.MessageRole;
import org.waybill.task.MessageStatus;
import org.waybill.task.NewMessage;
import org.waybill.task.NewTask;
import org.waybill.task.Retention;
import org.waybill.task.RetentionCleanup;
import org.waybill.task.TaskCommands;
import org.waybill.task.UuidV7;
import org.waybill.type.KnownTypes;

/** What is deleted when its time has come, and what stays. */
class RetentionServiceTest {

  private static final DataSource ROWS = TestDatabase.source();
  private static final List<String> TABLES =
      List.of(
          "task",
          "task_event",
          "message",
          "chat",
          "checkpoint",
          "task_dependency",
          "task_key",
          "a2a_turn",
          "agui_resume");

  private World node;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(ROWS, "truncate limit_rule, pause, retention, " + String.join(", ", TABLES));
    node = node(Map.of());
  }

  private static World node(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("waybill.retention", "10d");
    return new World(ROWS, all);
  }

  private NewTask of(TaskType queue, String tenant) {
    return node.task(queue, tenant, "ann").build();
  }

  private UUID finished(NewTask task) {
    node.accept(task);
    node.complete(node.start());
    return task.id();
  }

  private UUID dead() {
    NewTask task = of(KnownTypes.TOOL_EXECUTION, "acme");
    node.accept(task);
    node.bean(AttemptCompleter.class)
        .settle(node.start().stream().map(c -> AttemptResult.failed(c, "broken", null)).toList());
    return task.id();
  }

  /** As if all that is there had been made and ended so long ago. */
  private static void daysPass(int days) {
    String ago = days + " days";
    Sql.update(
        ROWS,
        """
        update task set created_at = created_at - ?::interval,
          finished_at = finished_at - ?::interval,
          id = (lpad(to_hex((extract(epoch from created_at - ?::interval) * 1000)::int8), 12, '0')
            || substr(replace(id::text, '-', ''), 13))::uuid
        """,
        ago,
        ago,
        ago);
  }

  private void sweep() {
    sweep(node);
  }

  private static void sweep(World at) {
    try {
      at.bean(RetentionService.class).sweep();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private long rows(String table) {
    return node.ask(Long.class, "select count(*) from " + table);
  }

  @Test
  void aFinishedTaskIsKeptAsLongAsTheSettingSays() {
    finished(of(KnownTypes.TOOL_EXECUTION, "acme"));
    daysPass(9);
    sweep();
    assertThat(rows("task")).isEqualTo(1);
    daysPass(2);
    sweep();
    assertThat(rows("task")).isZero();
  }

  @Test
  void eachTypeHasItsOwnTimeAndPipelinesHaveAnHour() {
    finished(of(KnownTypes.PIPELINE, "acme"));
    finished(of(KnownTypes.TOOL_EXECUTION, "acme"));
    daysPass(1);
    sweep();
    assertThat(node.ask(String.class, "select type from task")).isEqualTo("tool_execution");
  }

  @Test
  void aTenantsRuleGoesBeforeTheSettingAndOneForTheTypeBeforeOneForAll() {
    Retention retention = node.bean(Retention.class);
    retention.put(new Retention.Rule("brief", Retention.EVERY_TYPE, Duration.ofHours(1)));
    retention.put(new Retention.Rule("brief", "tool_execution", Duration.ofDays(5)));
    for (String tenant : List.of("brief", "usual")) {
      finished(of(KnownTypes.TOOL_EXECUTION, tenant));
      finished(of(KnownTypes.DOCUMENT_PROCESSING, tenant));
    }
    daysPass(2);
    sweep();
    assertThat(node.ask(String.class, "select type from task where tenant = 'brief'"))
        .isEqualTo("tool_execution");
    assertThat(rows("task")).isEqualTo(3);
    daysPass(4);
    sweep();
    assertThat(rows("task")).isEqualTo(2);
  }

  @Test
  void whatHasNotEndedStaysHoweverOldItIs() {
    node.accept(of(KnownTypes.TOOL_EXECUTION, "acme"));
    node.start();
    node.accept(of(KnownTypes.TOOL_EXECUTION, "acme"));
    daysPass(400);
    sweep();
    assertThat(rows("task")).isEqualTo(2);
  }

  @Test
  void aChildStaysUntilItsParentHasEnded() {
    NewTask parent = of(KnownTypes.TOOL_EXECUTION, "acme");
    node.accept(parent);
    node.start();
    finished(of(KnownTypes.TOOL_EXECUTION, "acme"));
    daysPass(11);
    Sql.update(
        ROWS,
        "update task set parent_id = (select id::text from task where status = 'processing')"
            + " where status = 'completed'");
    sweep();
    assertThat(rows("task")).isEqualTo(2);
    Sql.update(
        ROWS,
        "update task set status = 'completed', finished_at = now() where status = 'processing'");
    sweep();
    assertThat(node.ask(Long.class, "select count(*) from task where parent_id is not null"))
        .isZero();
  }

  @Test
  void aDeadLetterStaysUntilItIsDismissedOrItsOwnTimeIsOver() {
    dead();
    UUID dismissed = dead();
    node.bean(DeadLetters.class).dismiss(List.of(dismissed));
    daysPass(60);
    sweep();
    assertThat(rows("task")).isEqualTo(1);
    sweep(node(Map.of("waybill.retention.dead-letters", "61d")));
    assertThat(rows("task")).isEqualTo(1);
    sweep(node(Map.of("waybill.retention.dead-letters", "59d")));
    assertThat(rows("task")).isZero();
  }

  @Test
  void allThatBelongsToATaskGoesWithItAndAChatWhenItIsSilent() {
    UUID id = finished(inChat("old"));
    belongings(id);
    finished(inChat("new"));
    assertThat(node.bean(TaskCommands.class).delete(id)).isTrue();
    assertThat(node.ask(String.class, "select id from chat")).isEqualTo("new");
    assertThat(rows("message")).isEqualTo(2);
    Sql.update(ROWS, "delete from task where chat_id = 'new'");
    for (String table : TABLES) {
      if (!List.of("message", "chat", "task_event", "task_key").contains(table)) {
        assertThat(rows(table)).as(table).isZero();
      }
    }
    assertThat(node.ask(Long.class, "select count(*) from task_event where task_id = ?", id))
        .isZero();
  }

  private NewTask inChat(String chat) {
    return node.task(KnownTypes.CHAT_MESSAGE, "acme", "ann")
        .chatId(chat)
        .messages(
            new NewMessage(UuidV7.next(), chat, MessageRole.USER, MessageStatus.COMPLETED, "q"),
            new NewMessage(UuidV7.next(), chat, MessageRole.ASSISTANT, MessageStatus.PENDING, ""))
        .build();
  }

  private static void belongings(UUID id) {
    Sql.update(ROWS, "insert into checkpoint (task_id, step, attempt) values (?, 's', 1)", id);
    Sql.update(ROWS, "insert into task_dependency values (?, ?, 'end')", id, UuidV7.next());
    Sql.update(
        ROWS, "insert into a2a_turn (task_id, message_id, content) values (?, 'm', 'yes')", id);
    Sql.update(
        ROWS,
        "insert into agui_resume (task_id, attempt, tenant, user_id, run_id, fingerprint)"
            + " values (?, 1, 'acme', 'ann', 'r', '')",
        id);
    Sql.update(
        ROWS,
        "insert into task_key values ('acme', 'request', 'k', '', ?, now() + interval '1 day')",
        id);
  }

  @Test
  void keysGoWhenTheirTimeIsOver() {
    UUID id = finished(of(KnownTypes.TOOL_EXECUTION, "acme"));
    belongings(id);
    sweep();
    assertThat(rows("task_key")).isEqualTo(1);
    Sql.update(ROWS, "update task_key set expires_at = now() - interval '1 second'");
    sweep();
    assertThat(rows("task_key")).isZero();
  }

  @Test
  void manyAreSweptPageByPage() {
    for (int i = 0; i < 25; i++) {
      node.accept(
          IntStream.range(0, 100)
              .mapToObj(n -> of(KnownTypes.TOOL_EXECUTION, "acme"))
              .toArray(NewTask[]::new));
    }
    Sql.update(
        ROWS,
        "update task set status = 'completed', waits = null, released_at = null,"
            + " finished_at = now()");
    daysPass(11);
    sweep();
    assertThat(rows("task")).isZero();
  }

  @Test
  void oneNodeAtATimeSweeps() throws InterruptedException {
    RetentionCleanup retentionCleanup = node.bean(RetentionCleanup.class);
    boolean[] second = {true};
    assertThat(
            retentionCleanup.alone(
                () -> second[0] = node(Map.of()).bean(RetentionCleanup.class).alone(() -> {})))
        .isTrue();
    assertThat(second[0]).isFalse();
    assertThat(retentionCleanup.alone(() -> {})).isTrue();
  }
}
