package org.waybill.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.config.Settings;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.security.ApiTokens;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;
import org.waybill.security.TokenValidity;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;
import org.waybill.task.NewTask;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.type.KnownTypes;
import org.waybill.world.Beans;

/** Whom a node tells what, and what it finds by itself. */
class SubscriberRegistryTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final Beans beans =
      new Beans(Map.of("jdbc/waybill", TestDatabase.source()))
          .with(Settings.class, new Settings(name -> null));
  private final SubscriberRegistry subscriberRegistry = beans.get(SubscriberRegistry.class);
  private final List<TaskEvent> received = new CopyOnWriteArrayList<>();
  private NewTask task;
  private final List<Thread> loops = new ArrayList<>();

  @BeforeEach
  void aTaskAndTheLoops() {
    Sql.update(TestDatabase.source(), "truncate task, task_event");
    World node = new World(TestDatabase.source(), Map.of());
    task = node.task(KnownTypes.DIAGNOSTIC, "acme", "ann").build();
    node.accept(task);
    begin(subscriberRegistry::run);
    for (int each = 0; each < Fanout.LANES; each++) {
      int lane = each;
      begin(() -> beans.get(Fanout.class).run(lane));
    }
  }

  private interface Loop {
    void run() throws InterruptedException;
  }

  private void begin(Loop loop) {
    Thread thread =
        new Thread(
            () -> {
              try {
                loop.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    loops.add(thread);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Thread loop : loops) {
      loop.interrupt();
      loop.join();
    }
  }

  @Test
  void whatNobodyToldIsFoundInTheRows() {
    subscriberRegistry.follow(connect("ann"), TaskRef.of(task), 0);
    assertThat(kinds()).containsExactly(EventKind.QUEUED);
    commitUntold();
    await().atMost(SOON).until(() -> kinds().contains(EventKind.PROGRESS));
    assertThat(kinds()).containsExactly(EventKind.QUEUED, EventKind.PROGRESS);
  }

  @Test
  void whatWasToldWithoutItsDataIsReadFromTheRows() {
    Subscriber subscriber = connect("ann");
    subscriberRegistry.listen(subscriber, new Topic.OfUser("acme", "ann"));
    subscriberRegistry.observe(event(1, EventKind.QUEUED, null));
    commitUntold();
    subscriberRegistry.received(event(2, EventKind.PROGRESS, null), false);
    await().atMost(SOON).until(() -> received.size() == 2);
    assertThat(received.get(1).data()).isEqualTo("{\"percent\":50}");
  }

  @Test
  void nobodyHearsOfOthersTasksOrAfterItHasGone() {
    List<TaskEvent> unwanted = new CopyOnWriteArrayList<>();
    Topic topic = new Topic.OfQueue(task.work().queue());
    subscriberRegistry.listen(connect("bob", unwanted), topic);
    Subscriber gone = connect("ann", unwanted);
    subscriberRegistry.listen(gone, topic);
    subscriberRegistry.remove(gone);
    // One in each lane, told of the second event after all of its lane were told of the first.
    for (int lane = 0; lane < Fanout.LANES; lane++) {
      subscriberRegistry.listen(connect("ann"), topic);
    }
    subscriberRegistry.observe(event(1, EventKind.QUEUED, null));
    subscriberRegistry.observe(event(2, EventKind.STARTED, null));
    await().atMost(SOON).until(() -> received.size() == 2 * Fanout.LANES);
    assertThat(unwanted).isEmpty();
    assertThat(subscriberRegistry.connected()).isEqualTo(1 + Fanout.LANES);
  }

  @Test
  void whoseTokenHasEndedIsClosedByTheNextRoundAndNobodyElse() {
    List<String> closed = new CopyOnWriteArrayList<>();
    ApiTokens apiTokens = beans.get(ApiTokens.class);
    Caller ann = new Caller("acme", "ann", CallerRole.USER);
    Caller kept = apiTokens.callerOf(apiTokens.make(ann, "kept", null).text()).orElseThrow();
    ApiTokens.Made revoked = apiTokens.make(ann, "revoked", null);
    Caller gone = apiTokens.callerOf(revoked.text()).orElseThrow();
    ApiTokens.Made expiring = apiTokens.make(ann, "expired", Duration.ofDays(1));
    Caller old = apiTokens.callerOf(expiring.text()).orElseThrow();
    for (Caller each : List.of(kept, gone, old, ann)) {
      subscriberRegistry.listen(
          subscriberRegistry.connect(each, new Closing(each, closed)),
          new Topic.OfUser("acme", "ann"));
    }
    TokenRecheck recheck = beans.get(TokenRecheck.class);
    recheck.runOnce();
    assertThat(closed).isEmpty();
    // As another node does, whose cache this one does not share.
    Sql.update(
        TestDatabase.source(),
        "update api_token set revoked_at = now() where id = ?",
        revoked.id());
    Sql.update(
        TestDatabase.source(),
        "update api_token set expires_at = now() - interval '1 s' where id = ?",
        expiring.id());
    recheck.runOnce();
    recheck.runOnce();
    assertThat(closed)
        .containsExactlyInAnyOrder(
            gone.token() + " the API token is no longer valid",
            old.token() + " the API token is no longer valid");
    assertThat(subscriberRegistry.connected()).isEqualTo(2);
    assertThat(apiTokens.callerOf(revoked.text())).isEmpty();
    assertThat(beans.get(TokenValidity.class).isGood(kept)).isTrue();
    assertThat(beans.get(TokenValidity.class).isGood(gone)).isFalse();
    assertThat(beans.get(TokenValidity.class).isGood(ann)).isTrue();
  }

  private record Closing(Caller who, List<String> closed) implements EventSink {
    @Override
    public boolean hasRoom() {
      return true;
    }

    @Override
    public void accept(TaskEvent event) {
      throw new AssertionError(event);
    }

    @Override
    public void missed(Instant after) {
      throw new AssertionError("missed since " + after);
    }

    @Override
    public void close(String why) {
      closed.add(who.token() + " " + why);
    }

    @Override
    public void onRoom(Runnable call) {
      // There always is.
    }
  }

  private Subscriber connect(String user) {
    return connect(user, received);
  }

  private Subscriber connect(String user, List<TaskEvent> heard) {
    return subscriberRegistry.connect(
        new Caller("acme", user, CallerRole.USER),
        new EventSink() {
          @Override
          public boolean hasRoom() {
            return true;
          }

          @Override
          public void accept(TaskEvent event) {
            heard.add(event);
          }

          @Override
          public void missed(Instant after) {
            throw new AssertionError("missed since " + after);
          }

          @Override
          public void close(String why) {
            heard.clear();
          }

          @Override
          public void onRoom(Runnable call) {
            // There always is.
          }
        });
  }

  /** As another node does whose message is lost. */
  private void commitUntold() {
    Sql.update(TestDatabase.source(), "update task set event_seq = 2 where id = ?", task.id());
    Sql.update(
        TestDatabase.source(),
        "insert into task_event (task_id, seq, kind, at, attempt, data)"
            + " values (?, 2, 'progress', now(), 1, '{\"percent\":50}')",
        task.id());
  }

  private TaskEvent event(int seq, EventKind kind, String data) {
    return new TaskEvent(TaskRef.of(task), seq, kind, Instant.EPOCH, 1, data);
  }

  private List<EventKind> kinds() {
    return received.stream().map(TaskEvent::kind).toList();
  }
}
