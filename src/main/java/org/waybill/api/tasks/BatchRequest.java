package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.waybill.api.RequestBody;
import org.waybill.security.Caller;

/** Reads and checks several tasks that belong together. */
@ApplicationScoped
class BatchRequest {

  private static final int MOST = 1_000;

  @Inject private TaskRequest requests;
  @Inject private DependencyParser dependencyParser;

  /**
   * @param then what runs when all the others have ended, or null
   */
  record Batch(List<ParsedTask> tasks, ParsedTask then) {
    List<ParsedTask> all() {
      List<ParsedTask> all = new ArrayList<>(tasks);
      if (then != null) {
        all.add(then);
      }
      return all;
    }
  }

  Batch read(RequestBody body, Caller caller) {
    JsonArray array = body.array("tasks", MOST);
    if (array == null) {
      throw RequestBody.wrong(
          "tasks", "is missing or empty", "an array of 1 to " + MOST + " tasks");
    }
    List<ParsedTask> tasks = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      String place = "tasks[" + i + "]";
      tasks.add(requests.read(RequestBody.of(array.get(i), place), place + ".", caller));
    }
    JsonValue last = body.value("then");
    ParsedTask then =
        last == null ? null : requests.read(RequestBody.of(last, "then"), "then.", caller);
    Map<String, UUID> refs = refs(tasks);
    refuseCycles(tasks);
    Batch batch = new Batch(tasks, then);
    dependencyParser.tie(batch.all(), refs, caller);
    if (then != null) {
      tasks.forEach(task -> then.builder().needs(task.id(), false));
    }
    return batch;
  }

  private static Map<String, UUID> refs(List<ParsedTask> tasks) {
    Map<String, UUID> refs = new HashMap<>();
    for (ParsedTask task : tasks) {
      if (task.ref() != null && refs.put(task.ref(), task.id()) != null) {
        throw RequestBody.wrong(
                "ref",
                "is '" + task.ref() + "' more than once",
                "a text that is unique in the batch")
            .in(task.place());
      }
    }
    return refs;
  }

  /** Lets go, again and again, who waits for none of those that are left; a cycle is what stays. */
  private static void refuseCycles(List<ParsedTask> tasks) {
    Map<String, List<ParsedTask>> followers = new HashMap<>();
    Map<ParsedTask, Integer> open = new HashMap<>();
    Deque<ParsedTask> free = new ArrayDeque<>();
    for (ParsedTask task : tasks) {
      Set<String> refs = refsOf(task);
      refs.forEach(ref -> followers.computeIfAbsent(ref, r -> new ArrayList<>()).add(task));
      open.put(task, refs.size());
      if (refs.isEmpty()) {
        free.add(task);
      }
    }
    for (ParsedTask task = free.poll(); task != null; task = free.poll()) {
      open.remove(task);
      for (ParsedTask follower : followers.getOrDefault(task.ref(), List.of())) {
        if (open.merge(follower, -1, Integer::sum) == 0) {
          free.add(follower);
        }
      }
    }
    Map<String, ParsedTask> left = new HashMap<>();
    open.keySet().stream().filter(w -> w.ref() != null).forEach(w -> left.put(w.ref(), w));
    // Who waits for a name that is not there is no cycle; that is found later.
    tasks.stream()
        .filter(task -> task.ref() != null && open.containsKey(task))
        .forEach(task -> refuseCycleFrom(task, left));
  }

  private static void refuseCycleFrom(ParsedTask start, Map<String, ParsedTask> left) {
    List<String> way = new ArrayList<>();
    ParsedTask at = start;
    while (at != null && !way.contains(at.ref())) {
      way.add(at.ref());
      at = refsOf(at).stream().filter(left::containsKey).findFirst().map(left::get).orElse(null);
    }
    if (at != null) {
      List<String> cycle = way.subList(way.indexOf(at.ref()), way.size());
      throw RequestBody.wrong(
              "dependsOn",
              "is part of a cycle: " + String.join(" → ", cycle) + " → " + at.ref(),
              "dependencies without cycles")
          .in(at.place());
    }
  }

  private static Set<String> refsOf(ParsedTask task) {
    Set<String> refs = new HashSet<>();
    task.needs().stream().filter(n -> n.ref() != null).forEach(n -> refs.add(n.ref()));
    return refs;
  }
}
