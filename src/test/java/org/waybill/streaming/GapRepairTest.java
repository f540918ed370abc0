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
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;
import org.waybill.sql.Sql;
import org.waybill.task.NewTask;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.type.KnownTypes;
import org.waybill.world.Beans;

/** Nodes tell each other nothing, as with a topic that is deaf for ever: the rows are enough. */
class GapRepairTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Beans beans = new Beans(Map.of("jdbc/waybill", TestDatabase.source()));
  private final SubscriberRegistry subscriberRegistry = beans.get(SubscriberRegistry.class);
  private final GapRepair repair = beans.get(GapRepair.class);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final World node = new World(TestDatabase.source(), Map.of());
  private final Thread catchingUp = new Thread(this::catchUp);

  @BeforeEach
  void noTasks() {
    Sql.update(TestDatabase.source(), "truncate task, task_event");
    catchingUp.start();
  }

  private void catchUp() {
    try {
      subscriberRegistry.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    catchingUp.interrupt();
    catchingUp.join();
  }

  @Test
  void whoeverListensToManyTasksHearsEachOnceThoughNobodyTells() {
    List<Subscriber> all =
        List.of(
            listen("ann", CallerRole.USER, new Topic.OfUser("acme", "ann")),
            listen("ann", CallerRole.USER, new Topic.OfChat("talk")),
            listen("op", CallerRole.OPERATOR, new Topic.OfQueue("diagnostics")));
    NewTask task = accept("ann", "talk");
    commit(task, 2, "started", "now()");
    commit(task, 3, "completed", "now()");
    NewTask others = accept("bob", null);
    commit(others, 2, "completed", "now()");
    List<String> expected = new ArrayList<>();
    for (int subscriber = 0; subscriber < all.size(); subscriber++) {
      for (int seq = 1; seq <= 3; seq++) {
        expected.add(subscriber + " " + task.id() + " " + seq);
      }
    }
    expected.add("2 " + others.id() + " 1");
    expected.add("2 " + others.id() + " 2");
    roundsUntil(expected.size());
    // Further looks, also those that reach far back, find nothing that was not sent.
    for (int round = 0; round < 12; round++) {
      repair.runOnce();
    }
    assertThat(heard).containsExactlyInAnyOrderElementsOf(expected);
    all.forEach(subscriberRegistry::remove);
  }

  @Test
  void whatWasCommittedLateIsFoundByALookThatReachesBack() {
    listen("ann", CallerRole.USER, new Topic.OfUser("acme", "ann"));
    repair.runOnce();
    NewTask task = accept("ann", null);
    roundsUntil(1);
    for (int round = 0; round < 3; round++) {
      repair.runOnce();
    }
    // Its transaction began before the last looks did, and ends now.
    commit(task, 2, "completed", "greatest(now() - interval '8 s', t.created_at)");
    roundsUntil(2);
    assertThat(heard).containsExactly("0 " + task.id() + " 1", "0 " + task.id() + " 2");
  }

  @Test
  void whatWasBeforeSomebodyListensIsNotTold() {
    NewTask before = accept("ann", null);
    commit(before, 2, "completed", "now()");
    Sql.update(TestDatabase.source(), "update task set created_at = created_at - interval '2 s'");
    Sql.update(TestDatabase.source(), "update task_event set at = at - interval '2 s'");
    listen("ann", CallerRole.USER, new Topic.OfUser("acme", "ann"));
    NewTask after = accept("ann", null);
    roundsUntil(1);
    repair.runOnce();
    assertThat(heard).containsExactly("0 " + after.id() + " 1");
  }

  @Test
  void nobodyOfManyIsToldAfterItHasGone() {
    Subscriber gone = listen("ann", CallerRole.USER, new Topic.OfUser("acme", "ann"));
    listen("op", CallerRole.OPERATOR, new Topic.OfQueue("diagnostics"));
    subscriberRegistry.remove(gone);
    NewTask task = accept("ann", null);
    roundsUntil(1);
    assertThat(heard).containsExactly("1 " + task.id() + " 1");
  }

  private int connected;

  private Subscriber listen(String user, CallerRole role, Topic topic) {
    Subscriber subscriber =
        subscriberRegistry.connect(new Caller("acme", user, role), new Hearing(connected++));
    subscriberRegistry.listen(subscriber, topic);
    return subscriber;
  }

  private void roundsUntil(int events) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              repair.runOnce();
              return heard.size() >= events;
            });
  }

  private NewTask accept(String user, String chat) {
    NewTask task = node.task(KnownTypes.DIAGNOSTIC, "acme", user).chatId(chat).build();
    node.accept(task);
    return task;
  }

  private static void commit(NewTask task, int seq, String kind, String at) {
    Sql.update(TestDatabase.source(), "update task set event_seq = ? where id = ?", seq, task.id());
    Sql.update(
        TestDatabase.source(),
        "insert into task_event (task_id, seq, kind, at, attempt) select t.id, ?, ?, "
            + at
            + ", 1 from task t where t.id = ?",
        seq,
        kind,
        task.id());
  }

  private final class Hearing implements EventSink {
    private final int who;

    Hearing(int who) {
      this.who = who;
    }

    @Override
    public boolean hasRoom() {
      return true;
    }

    @Override
    public void accept(TaskEvent event) {
      TaskRef task = event.task();
      heard.add(who + " " + task.id() + " " + event.seq());
    }

    @Override
    public void missed(Instant after) {
      throw new AssertionError("missed since " + after);
    }

    @Override
    public void close(String why) {
      throw new AssertionError(why);
    }

    @Override
    public void onRoom(Runnable call) {
      // There always is.
    }
  }
}
