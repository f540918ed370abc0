package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.messaging.DispatchMessage;
import org.waybill.recovery.TaskRescuer;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.NewTask;
import org.waybill.task.Receipt;
import org.waybill.task.TaskClaimer;
import org.waybill.task.TaskCommands;
import org.waybill.task.UuidV7;
import org.waybill.worker.WorkerLease;

/**
 * Random histories on the real decision code: two nodes, three workers, one broker that loses and
 * doubles hints. Each history is a tenant with a handful of tasks; many happen at the same time.
 * Time passes by moving the rows' times, so nothing waits.
 */
final class Histories {

  private static final int WORKERS = 3;
  private static final int MOST_STEPS = 300;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "waybill.queue.pipeline-jobs.concurrency", "200",
          "waybill.worker.lease", "10m",
          "waybill.task.crash-limit", "100",
          "waybill.queue.waiting", "1000000");

  private static final String TIME_PASSES =
      """
      update task set due_at = due_at - interval '5 seconds',
        released_at = released_at - interval '5 seconds'
      where status = 'queued' and (due_at is not null or released_at is not null)
      """;

  private record Run(Claim claim, UUID worker) {}

  private final Random chance;
  private final int histories;
  private final DataSource rows;
  private final boolean rescue;
  private final Deque<DispatchMessage> broker = new ArrayDeque<>();
  private final List<World> nodes = new ArrayList<>();
  private final List<UUID> workers = new ArrayList<>();
  private final Map<UUID, NewTask> given = new HashMap<>();
  private final Map<UUID, UUID> twins = new HashMap<>();
  private final Map<UUID, Run> running = new HashMap<>();
  private final List<Run> overtaken = new ArrayList<>();
  private final Map<String, UUID> lastInOrder = new HashMap<>();
  private boolean calm;

  /**
   * @param code what the decision code works on; perhaps a sabotaged view of the rows
   * @param rescue whether the night watch makes its rounds
   */
  Histories(long seed, int histories, DataSource rows, DataSource code, boolean rescue) {
    this.chance = new Random(seed);
    this.histories = histories;
    this.rows = rows;
    this.rescue = rescue;
    Sql.update(
        rows,
        "truncate task, task_event, task_key, task_dependency, worker, limit_rule, message, chat");
    nodes.add(new World(code, SETTINGS, broker));
    nodes.add(new World(code, SETTINGS, broker));
    node()
        .limits()
        .put(
            new LimitRule(
                LimitRule.Scope.USER,
                LimitRule.EACH,
                LimitRule.EACH,
                Promises.USER_LIMIT,
                null,
                null,
                null,
                false,
                1.0));
    nodes.forEach(node -> node.limits().refresh());
    for (int i = 0; i < WORKERS; i++) {
      workers.add(newWorker());
    }
  }

  /** Lets them happen until all have ended, and looks whether each ended as it should. */
  void happen() {
    try {
      happenAll();
    } finally {
      nodes.forEach(node -> node.bean(WorkerLease.class).end());
    }
  }

  private void happenAll() {
    List<NewTask> tasks = new RandomTasks(chance, nodes.get(0)).of(histories);
    int each = tasks.size() / 6 + 1;
    int steps = 0;
    for (int from = 0; from < tasks.size(); from += each) {
      accept(tasks.subList(from, Math.min(tasks.size(), from + each)));
      step();
      steps++;
    }
    for (int i = 0; i < 6; i++) {
      step();
    }
    calm = true;
    while (Promises.isSomethingLeft(rows)) {
      step();
      assertThat(++steps).as("steps until nothing is left: nobody starves").isLessThan(MOST_STEPS);
    }
    settleLate();
    Promises.eachEndedOnce(rows, given.values(), twins.values());
  }

  private void accept(List<NewTask> tasks) {
    List<NewTask> accepted = new ArrayList<>();
    for (Receipt receipt : node().accept(tasks.toArray(NewTask[]::new))) {
      if (receipt.existing() == null) {
        accepted.add(receipt.task());
      } else {
        twins.put(receipt.task().id(), receipt.existing().id());
      }
    }
    accepted.forEach(task -> given.put(task.id(), task));
    // Far enough off that it waits, and near enough that it comes.
    Sql.update(
        rows,
        "update task set due_at = now() + interval '12 seconds' where waits = 'scheduled'"
            + " and due_at > now() + interval '1 day'");
  }

  private void step() {
    World node = node();
    node.release();
    deliver();
    Promises.keptBy(
        running.values().stream().map(run -> given.get(run.claim().task().id())).toList());
    if (rescue && !calm && chance.nextInt(3) == 0) {
      settleLate();
    }
    work();
    cancelSome();
    if (!calm && chance.nextInt(4) == 0) {
      crash(chance.nextInt(WORKERS));
    }
    if (!calm && chance.nextInt(15) == 0) {
      broker.clear();
    }
    Sql.update(rows, TIME_PASSES);
    if (rescue) {
      node().bean(TaskRescuer.class).runOnce();
    }
    nodes.get(chance.nextInt(nodes.size())).scan();
  }

  private World node() {
    return nodes.get(chance.nextInt(nodes.size()));
  }

  private boolean happens(int percent) {
    return !calm && chance.nextInt(100) < percent;
  }

  /** Hints reach workers: some get lost, some come twice. */
  private void deliver() {
    Map<UUID, List<UUID>> byWorker = new HashMap<>();
    List<DispatchMessage> again = new ArrayList<>();
    for (DispatchMessage dispatchMessage = broker.poll();
        dispatchMessage != null;
        dispatchMessage = broker.poll()) {
      if (!happens(5)) {
        UUID worker = workers.get(chance.nextInt(WORKERS));
        byWorker.computeIfAbsent(worker, w -> new ArrayList<>()).addAll(dispatchMessage.ids());
        if (happens(5)) {
          again.add(dispatchMessage);
        }
      }
    }
    broker.addAll(again);
    byWorker.forEach(
        (worker, ids) -> {
          for (TaskClaimer.Answer answer : node().bean(TaskClaimer.class).claim(ids, worker, "n")) {
            if (answer.won()) {
              started(answer.claim(), worker);
            }
          }
        });
  }

  private void started(Claim claim, UUID worker) {
    UUID id = claim.task().id();
    assertThat(twins).as("tasks that were handed over before").doesNotContainKey(id);
    Run before = running.put(id, new Run(claim, worker));
    if (before != null) {
      overtaken.add(before);
    }
    String order = claim.task().orderKey();
    if (order != null) {
      UUID last = lastInOrder.put(order, id);
      assertThat(last == null || last.compareTo(id) <= 0)
          .as("tasks of %s start in their order", order)
          .isTrue();
    }
  }

  /** Attempts end, or go on. */
  private void work() {
    List<AttemptResult> ended = new ArrayList<>();
    for (Iterator<Run> runs = running.values().iterator(); runs.hasNext(); ) {
      Run run = runs.next();
      if (calm || chance.nextInt(10) < 7) {
        ended.add(settlement(run));
        runs.remove();
      }
    }
    List<Boolean> written = node().bean(AttemptCompleter.class).settle(ended);
    assertThat(written).as("who was not overtaken settles").doesNotContain(false);
  }

  private AttemptResult settlement(Run run) {
    Claim claim = run.claim();
    int kind = chance.nextInt(10);
    if (kind < 2 && claim.failures() + 1 < claim.retries().maxAttempts()) {
      return AttemptResult.retry(claim, claim.retries().gap(claim.failures() + 1, 1), "no", null);
    }
    return kind < 3
        ? AttemptResult.failed(claim, "no", null)
        : AttemptResult.completed(claim, Integer.toString(claim.attempt()), null);
  }

  private List<AttemptResult> settlements(List<Run> runs) {
    return runs.stream()
        .map(run -> AttemptResult.completed(run.claim(), "\"late\"", null))
        .toList();
  }

  /** Attempts of workers that were taken for dead end after all. */
  private void settleLate() {
    List<Boolean> written = node().bean(AttemptCompleter.class).settle(settlements(overtaken));
    assertThat(written).as("who was overtaken settles nothing").doesNotContain(true);
    overtaken.clear();
  }

  private void cancelSome() {
    List<UUID> all = new ArrayList<>(given.keySet());
    for (int i = 0; i < histories / 50 && !calm; i++) {
      UUID id = all.get(chance.nextInt(all.size()));
      node().bean(TaskCommands.class).cancel(id);
    }
  }

  private UUID newWorker() {
    UUID worker = UuidV7.next();
    Sql.update(
        rows,
        "insert into worker (id, node, lock_key) values (?, 'w', ?)",
        worker,
        worker.getLeastSignificantBits());
    return worker;
  }

  /** A worker is gone; what it runs is taken from it, and it may still settle it late. */
  private void crash(int index) {
    UUID dead = workers.set(index, newWorker());
    Sql.update(
        rows,
        "update worker set heartbeat_at = now() - interval '1 hour', ended = true where id = ?",
        dead);
    for (Iterator<Run> runs = running.values().iterator(); runs.hasNext(); ) {
      Run run = runs.next();
      if (run.worker().equals(dead)) {
        overtaken.add(run);
        runs.remove();
      }
    }
    if (rescue) {
      node().bean(TaskRescuer.class).runOnce();
    }
  }
}
