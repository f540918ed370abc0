package org.waybill.dispatch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskType;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.TaskConstraints;
import org.waybill.type.KnownTypes;

/**
 * Tasks of random histories: in order, under keys, after one another, later, or handed over twice.
 */
final class RandomTasks {

  private static final TaskType QUEUE = KnownTypes.PIPELINE;

  private final Random chance;
  private final World node;

  RandomTasks(Random chance, World node) {
    this.chance = chance;
    this.node = node;
  }

  /** A handful of tasks for each of so many tenants, in the order of their handing over. */
  List<NewTask> of(int histories) {
    List<NewTask> tasks = new ArrayList<>();
    for (int history = 0; history < histories; history++) {
      String tenant = "t" + history;
      int n = 2 + chance.nextInt(5);
      UUID before = null;
      for (int i = 0; i < n; i++) {
        NewTask task = task(tenant, before);
        tasks.add(task);
        // One whose twin was stored instead, or that waits itself, is no good to wait for.
        boolean sure = task.terms().once().isEmpty() && task.terms().needs().isEmpty();
        before = sure ? task.id() : before;
      }
    }
    // One task of a history is handed over before the next, histories in any order.
    Collections.shuffle(tasks, chance);
    Map<String, Deque<NewTask>> inOrder =
        tasks.stream()
            .sorted(Comparator.comparing(NewTask::id))
            .collect(
                Collectors.groupingBy(
                    task -> task.owner().tenant(), Collectors.toCollection(ArrayDeque::new)));
    return tasks.stream().map(task -> inOrder.get(task.owner().tenant()).poll()).toList();
  }

  private NewTask task(String tenant, UUID before) {
    NewTaskBuilder task =
        node.task(QUEUE, tenant, chance.nextBoolean() ? "ann" : "bob")
            .priority(chance.nextInt(10))
            .retries(new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(8), 0.5));
    switch (chance.nextInt(6)) {
      case 0, 1 -> task.inOrder("chat", "c");
      case 2 -> task.concurrency("gpu", 1 + chance.nextInt(2));
      case 3 -> {
        if (before != null) {
          task.needs(before, chance.nextBoolean());
        }
      }
      case 4 -> task.notBefore(Instant.EPOCH.plusSeconds(4_000_000_000L));
      default -> task.once(key(tenant + "-" + chance.nextInt(2)));
    }
    return task.build();
  }

  private static TaskConstraints.UniquenessKey key(String name) {
    return new TaskConstraints.UniquenessKey(
        TaskConstraints.UniquenessKey.Kind.REQUEST,
        name,
        name.getBytes(StandardCharsets.UTF_8),
        Instant.EPOCH.plusSeconds(4_000_000_000L));
  }
}
