package org.waybill.board;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.document.TestDatabase;
import org.waybill.files.FileStore;
import org.waybill.json.Json;
import org.waybill.sql.Sql;
import org.waybill.task.TasksPurged;
import org.waybill.time.Ticker;

class SnapshotsTest {

  private static final DataSource SOURCE = TestDatabase.source();
  private static final Duration DAY = Duration.ofDays(1);

  private static final String TASK =
      """
      insert into task (id, tenant, user_id, type, queue, status, priority, rank_at, max_attempts,
        timeout_ms, backoff_ms)
      values (?, 'acme', 'ann', 'board_question', 'board_questions', 'completed', 4, now(), 4, 1, 1)
      """;

  @TempDir private Path folder;

  private final UUID task = UUID.randomUUID();
  private final String question = "What is " + task + "?";

  private Snapshots snapshots() {
    return new Snapshots(SOURCE, new FileStore(folder), new Ticker());
  }

  private UUID store(boolean reusable) throws IOException {
    Sql.update(SOURCE, TASK + " on conflict do nothing", task);
    return snapshots().store("acme", "ann", task, question, content("42"), reusable);
  }

  private static JsonObject content(String answer) {
    return Json.object().add("answer", answer).build();
  }

  private long files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSnapshotAnswersTheSameQuestionOfTheSameUserWhileItIsYoung() throws IOException {
    UUID id = store(true);
    Snapshot found = snapshots().answering("acme", "ann", question, DAY).orElseThrow();
    assertThat(found.id()).isEqualTo(id);
    assertThat(found.taskId()).isEqualTo(task);
    assertThat(found.content()).isEqualTo(content("42"));
    assertThat(snapshots().answering("acme", "bob", question, DAY)).isEmpty();
    assertThat(snapshots().answering("other", "ann", question, DAY)).isEmpty();
    assertThat(snapshots().answering("acme", "ann", question, Duration.ZERO)).isEmpty();
    Sql.update(
        SOURCE, "update snapshot set created_at = now() - interval '2 days' where id = ?", id);
    assertThat(snapshots().answering("acme", "ann", question, DAY)).isEmpty();
  }

  @Test
  void whatIsNotReusableIsKeptAndAnswersNothing() throws IOException {
    store(false);
    assertThat(snapshots().answering("acme", "ann", question, DAY)).isEmpty();
    assertThat(snapshots().ofTask(task)).isPresent();
  }

  @Test
  void aSecondAttemptPutsItsSnapshotInPlaceOfTheFirst() throws IOException {
    store(true);
    UUID second = store(true);
    assertThat(snapshots().ofTask(task).orElseThrow().id()).isEqualTo(second);
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void removingTakesRowAndFile() throws IOException {
    store(true);
    assertThat(snapshots().remove(task)).isTrue();
    assertThat(files()).isZero();
    assertThat(snapshots().ofTask(task)).isEmpty();
    assertThat(snapshots().remove(task)).isFalse();
  }

  @Test
  void aSnapshotGoesWithItsSweptTask() throws IOException {
    store(true);
    snapshots().removeOrphans(new TasksPurged(1));
    assertThat(files()).isEqualTo(1);
    Sql.update(SOURCE, "delete from task where id = ?", task);
    assertThat(snapshots().answering("acme", "ann", question, DAY)).isEmpty();
    snapshots().removeOrphans(new TasksPurged(1));
    assertThat(files()).isZero();
  }
}
