package org.waybill.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.dispatch.World;
import org.waybill.handler.Child;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.Sql;
import org.waybill.type.KnownTypes;
import org.waybill.world.Sabotage;
import org.waybill.world.SimulatedDatabase;

/** Large inputs and outputs stand apart from the rows of their tasks; nobody else notices it. */
class StoredPayloadTest {

  private static final String LARGE = "\"" + "ä".repeat(40_000) + "\"";
  private static final String OTHER = "[\"" + "x".repeat(70_000) + "\"]";

  private final World world = new World(SimulatedDatabase.next(), Map.of());

  private NewTask task(String input) {
    return world.task(KnownTypes.CAMERA_ANALYSIS, "acme", "ann").input(input).build();
  }

  private Claim claimed(String input) {
    world.accept(task(input));
    return world.start().get(0);
  }

  private boolean settle(AttemptResult result) {
    return world.bean(AttemptCompleter.class).settle(List.of(result)).get(0);
  }

  private long payloads() {
    return world.ask(Long.class, "select count(*) from task_payload");
  }

  private <T> T row(Class<T> type, String column, UUID id) {
    return world.ask(type, "select " + column + " from task where id = ?", id);
  }

  @Test
  void aLargeInputIsStoredApartAndComesWithTheClaim() {
    Claim claim = claimed(LARGE);
    UUID id = claim.task().id();
    assertThat(claim.input()).isEqualTo(LARGE);
    assertThat(row(String.class, "input", id)).isNull();
    assertThat(row(Integer.class, "input_bytes", id)).isEqualTo(80_002);
    assertThat(payloads()).isOne();
  }

  @Test
  void smallValuesStayInTheRow() {
    Claim claim = claimed("{\"a\":1}");
    settle(AttemptResult.completed(claim, "[2]", null));
    UUID id = claim.task().id();
    assertThat(claim.input()).isEqualTo("{\"a\":1}");
    assertThat(row(String.class, "input || output", id)).isEqualTo("{\"a\":1}[2]");
    assertThat(row(Integer.class, "coalesce(input_bytes, output_bytes, -1)", id)).isEqualTo(-1);
    assertThat(payloads()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"x,65534,0", "x,65535,1", "ä,32767,0", "ä,32768,1", "€,21844,0", "€,21845,1"})
  void whatCountsIsTheSizeInUtf8(String character, int length, long apart) {
    world.accept(task("\"" + character.repeat(length) + "\""));
    assertThat(payloads()).isEqualTo(apart);
  }

  @Test
  void charactersOfFourBytesCountAsFour() {
    assertThat(PayloadStore.bytesIfLarge("😀".repeat(20_000))).isEqualTo(80_000);
  }

  @Test
  void ofATaskBothMayBeLarge() {
    Claim claim = claimed(LARGE);
    UUID id = claim.task().id();
    assertThat(settle(AttemptResult.completed(claim, OTHER, null))).isTrue();
    assertThat(row(String.class, "output", id)).isNull();
    assertThat(row(Integer.class, "output_bytes", id)).isEqualTo(OTHER.length());
    assertThat(world.ask(String.class, "select output from task_payload where input = ?", LARGE))
        .isEqualTo(OTHER);
  }

  @Test
  void anOvertakenAttemptStoresNothing() {
    Claim claim = claimed("{}");
    Sql.update(world.rows(), "update task set attempt = 2 where id = ?", claim.task().id());
    assertThat(settle(AttemptResult.completed(claim, LARGE, null))).isFalse();
    assertThat(payloads()).isZero();
  }

  @Test
  void aTaskAndItsLargeInputAreStoredTogetherOrNotAtAll() {
    Sql.update(world.rows(), "alter table task_payload rename to away");
    assertThatThrownBy(() -> world.accept(task(LARGE))).isInstanceOf(DatabaseException.class);
    assertThat(world.ask(Long.class, "select count(*) from task")).isZero();
  }

  @Test
  void anEndAndItsLargeOutputAreStoredTogetherOrNotAtAll() {
    Claim claim = claimed("{}");
    Sql.update(world.rows(), "alter table task_payload rename to away");
    assertThatThrownBy(() -> settle(AttemptResult.completed(claim, LARGE, null)))
        .isInstanceOf(DatabaseException.class);
    assertThat(row(String.class, "status", claim.task().id())).isEqualTo("processing");
  }

  @Test
  void anotherAttemptGetsTheLargeInputAgain() {
    Claim claim = claimed(LARGE);
    settle(AttemptResult.interrupted(claim, "the node stops"));
    Sql.update(world.rows(), "update task set waits = 'ready', released_at = now(), due_at = null");
    Claim second = world.claim(List.of(claim.task().id()), UuidV7.next()).get(0);
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.input()).isEqualTo(LARGE);
  }

  @Test
  void aParentReadsTheLargeOutputsOfItsChildren() {
    Claim parent = claimed("{}");
    world.accept(
        world
            .task(KnownTypes.CAMERA_ANALYSIS, "acme", "ann")
            .childOf(parent.task().id(), 1)
            .input("{}")
            .build());
    Claim child = world.start().get(0);
    settle(AttemptResult.completed(child, LARGE, null));
    assertThat(world.bean(Children.class).of(parent.task().id()))
        .extracting(Child::output)
        .containsExactly(LARGE);
  }

  @Test
  void aReplayTakesTheLargeInputAlong() {
    Claim claim = claimed(LARGE);
    settle(AttemptResult.failed(claim, "broken", null));
    DeadLetters.ReplayTemplate again =
        world.bean(DeadLetters.class).again(claim.task().id()).orElseThrow();
    assertThat(again.task().build().work().input()).isEqualTo(LARGE);
  }

  @Test
  void deletingATaskDeletesItsPayload() {
    Claim claim = claimed(LARGE);
    settle(AttemptResult.completed(claim, OTHER, null));
    assertThat(world.bean(TaskCommands.class).delete(claim.task().id())).isTrue();
    assertThat(payloads()).isZero();
  }

  @Test
  void retentionDeletesPayloads() {
    Claim claim = claimed(LARGE);
    settle(AttemptResult.completed(claim, OTHER, null));
    Sql.update(world.rows(), "update task set finished_at = now() - interval '2 days'");
    world
        .bean(RetentionCleanup.class)
        .step(
            List.of(), Duration.ofDays(1), Optional.empty(), new UUID(0, 0), new UUID(-1, -1), 100);
    assertThat(world.ask(Long.class, "select count(*) from task")).isZero();
    assertThat(payloads()).isZero();
  }

  @Test
  void aLargeInputThatAnEarlierVersionStoredInTheRowIsReadFromThere() {
    NewTask task = task("{}");
    world.accept(task);
    Sql.update(world.rows(), "update task set input = ? where id = ?", LARGE, task.id());
    assertThat(world.start().get(0).input()).isEqualTo(LARGE);
  }

  @Test
  void smallValuesCostNoStatement() {
    Sabotage statements = new Sabotage("", "");
    World counted = new World(statements.of(SimulatedDatabase.next()), Map.of());
    TaskInserter inserter = counted.bean(TaskInserter.class);
    AttemptCompleter completer = counted.bean(AttemptCompleter.class);
    int before = statements.hits();
    List<NewTask> tasks = List.of(task("{}"), task("1"));
    inserter.store(tasks.stream().map(task -> new TaskInserter.Entry(task, true)).toList());
    assertThat(statements.hits() - before).isOne();

    List<Claim> claims = counted.claim(tasks.stream().map(NewTask::id).toList(), UuidV7.next());
    before = statements.hits();
    completer.settle(claims.stream().map(c -> AttemptResult.completed(c, "1", null)).toList());
    assertThat(claims).hasSize(2);
    assertThat(statements.hits() - before).isOne();
  }
}
