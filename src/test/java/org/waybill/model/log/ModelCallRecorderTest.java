package org.waybill.model.log;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.model.CallOrigin;
import org.waybill.model.ModelMessage;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.Sql;
import org.waybill.task.TaskCommands;
import org.waybill.type.KnownTypes;

/** The records of model calls, on real rows. */
class ModelCallRecorderTest {

  private static final ModelMessage HELLO = new ModelMessage.FromUser("Hello");
  private static final CallOrigin NOBODY = GivenCalls.of(null, null, null);

  private final Counts counts = new Counts();
  private World world;
  private ModelCallRecorder recorder;
  private ModelCallStore store;

  /** What became of records. */
  public static final class Counts {
    private int written;
    private int lost;

    void observe(@Observes ModelCallsRecorded recorded) {
      written += recorded.written() ? recorded.count() : 0;
      lost += recorded.written() ? 0 : recorded.count();
    }
  }

  @BeforeEach
  void noRecords() {
    Sql.update(TestDatabase.source(), "truncate model_call, task");
    begin(Map.of());
  }

  private void begin(Map<String, String> settings) {
    world = new World(TestDatabase.source(), settings).with(Counts.class, counts);
    recorder = world.bean(ModelCallRecorder.class);
    store = world.bean(ModelCallStore.class);
  }

  private UUID task() {
    return world
        .accept(world.task(KnownTypes.CHAT_MESSAGE, "acme", "ann").build())
        .get(0)
        .task()
        .id();
  }

  private List<ModelCallRecord> list(ModelCallStore.Filter filter) {
    return store.list(filter, null, 100);
  }

  private static ModelCallStore.Filter of(String tenant, UUID task, String chat, String agent) {
    return new ModelCallStore.Filter(tenant, task, chat, null, agent);
  }

  @Test
  void aCallIsRecordedWithWhatWasSaid() {
    CallOrigin origin = GivenCalls.of(task(), "c1", "helper");
    recorder.observe(GivenCalls.completed(origin, HELLO));
    recorder.writePending();
    ModelCallRecord listed = list(of("acme", null, null, null)).get(0);
    assertThat(listed.contents()).isNull();
    ModelCallRecord found = store.find(listed.id(), "acme").orElseThrow();
    assertThat(found.origin()).isEqualTo(origin);
    assertThat(found.model()).isEqualTo("large");
    assertThat(found.provider()).isEqualTo("anthropic");
    assertThat(found.providerModel()).isEqualTo("claude");
    assertThat(found.outcome()).isEqualTo("completed");
    assertThat(found.end()).isEqualTo("calls");
    assertThat(found.usage().cached()).isEqualTo(40);
    assertThat(found.usage().cost()).isEqualByComparingTo("0.01");
    assertThat(found.begunAt()).isEqualTo(GivenCalls.BEGUN);
    assertThat(found.firstPieceMillis()).isEqualTo(120);
    assertThat(found.durationMillis()).isEqualTo(900);
    assertThat(found.contents()).contains("Hello").contains("Let me look.");
    assertThat(store.find(listed.id(), "other")).isEmpty();
    assertThat(counts.written).isEqualTo(1);
  }

  @Test
  void aCallThatFailedSaysWhy() {
    recorder.observe(GivenCalls.broken(NOBODY));
    recorder.writePending();
    ModelCallRecord found = list(of(null, null, null, null)).get(0);
    assertThat(found.outcome()).isEqualTo("broken");
    assertThat(found.error()).isEqualTo("Could not reach the model.");
    assertThat(found.firstPieceMillis()).isNull();
    assertThat(found.end()).isNull();
  }

  @Test
  void listsAreFilteredAndPagedNewestFirst() {
    UUID task = task();
    recorder.observe(GivenCalls.completed(GivenCalls.of(task, "c1", "helper"), HELLO));
    recorder.observe(GivenCalls.completed(GivenCalls.of(null, "c2", "helper"), HELLO));
    recorder.observe(GivenCalls.broken(NOBODY));
    recorder.writePending();
    assertThat(list(of("acme", task, null, null))).hasSize(1);
    assertThat(list(of("acme", null, "c2", null))).hasSize(1);
    assertThat(list(of("acme", null, null, "helper"))).hasSize(2);
    assertThat(list(new ModelCallStore.Filter("acme", null, null, "small", null))).hasSize(1);
    assertThat(list(of("other", null, null, null))).isEmpty();
    Set<UUID> seen = new HashSet<>();
    UUID before = null;
    for (int i = 0; i < 3; i++) {
      ModelCallRecord next = store.list(of("acme", null, null, null), before, 1).get(0);
      assertThat(before == null || next.id().compareTo(before) < 0).isTrue();
      before = next.id();
      seen.add(before);
    }
    assertThat(seen).hasSize(3);
    assertThat(store.list(of("acme", null, null, null), before, 1)).isEmpty();
  }

  @Test
  void theSettingLeavesContentsOrAllOut() {
    begin(Map.of("waybill.model.calls", "figures"));
    recorder.observe(GivenCalls.completed(NOBODY, HELLO));
    recorder.writePending();
    UUID id = list(of("acme", null, null, null)).get(0).id();
    assertThat(store.find(id, null).orElseThrow().contents()).isNull();
    begin(Map.of("waybill.model.calls", "off"));
    recorder.observe(GivenCalls.completed(NOBODY, HELLO));
    recorder.writePending();
    assertThat(list(of("acme", null, null, null))).hasSize(1);
  }

  @Test
  void whatDoesNotFitIsCounted() {
    for (int i = 0; i < ModelCallRecorder.MOST + 7; i++) {
      recorder.observe(GivenCalls.broken(NOBODY));
    }
    assertThat(counts.lost).isEqualTo(7);
    recorder.writePending();
    assertThat(counts.written).isEqualTo(ModelCallRecorder.MOST);
    // There is room again.
    ModelMessage large = new ModelMessage.FromUser("x".repeat(9_000_000));
    recorder.observe(GivenCalls.completed(NOBODY, large));
    recorder.observe(GivenCalls.completed(NOBODY, large));
    assertThat(counts.lost).isEqualTo(8);
    recorder.writePending();
    recorder.observe(GivenCalls.completed(NOBODY, large));
    assertThat(counts.lost).isEqualTo(8);
  }

  /** Neither fails the call, nor the next record. */
  @Test
  void whatTheDatabaseRefusesIsCounted() {
    List<Integer> tried = new ArrayList<>();
    world =
        new World(TestDatabase.source(), Map.of())
            .with(Counts.class, counts)
            .with(
                ModelCallStore.class,
                new ModelCallStore() {
                  @Override
                  void add(List<ModelCallRecord> records) {
                    tried.add(records.size());
                    if (records.stream().anyMatch(each -> each.outcome().equals("broken"))) {
                      throw DatabaseException.of(new SQLException("no", "22021"));
                    }
                  }
                });
    recorder = world.bean(ModelCallRecorder.class);
    recorder.observe(GivenCalls.completed(NOBODY, HELLO));
    recorder.observe(GivenCalls.broken(NOBODY));
    recorder.observe(GivenCalls.completed(NOBODY, HELLO));
    recorder.writePending();
    assertThat(tried).containsExactly(3, 1, 1, 1);
    assertThat(counts.written).isEqualTo(2);
    assertThat(counts.lost).isEqualTo(1);
  }

  /** Its figures stay for their own time. */
  @Test
  void whatATaskSaidIsDeletedWithIt() {
    UUID task = task();
    recorder.observe(GivenCalls.completed(GivenCalls.of(task, null, null), HELLO));
    recorder.writePending();
    Sql.update(world.rows(), "update task set status = 'completed', finished_at = now()");
    assertThat(world.bean(TaskCommands.class).delete(task)).isTrue();
    recorder.observe(GivenCalls.completed(GivenCalls.of(task, null, null), HELLO));
    recorder.writePending();
    List<ModelCallRecord> left = list(of("acme", task, null, null));
    assertThat(left).hasSize(2);
    assertThat(left)
        .extracting(each -> store.find(each.id(), null).orElseThrow().contents())
        .containsOnlyNulls();
  }

  @Test
  void oldRecordsAreDeleted() throws Exception {
    recorder.observe(GivenCalls.broken(NOBODY));
    recorder.observe(GivenCalls.completed(NOBODY, HELLO));
    recorder.writePending();
    Sql.update(
        world.rows(),
        "update model_call set created_at = now() - interval '8 days' where model = 'small'");
    store.deleteOlderThan(Duration.ofDays(7));
    assertThat(list(of(null, null, null, null)))
        .extracting(ModelCallRecord::model)
        .containsExactly("large");
    store.deleteOlderThan(Duration.ZERO);
    assertThat(list(of(null, null, null, null))).isEmpty();
  }
}
