package org.waybill.worker;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.handler.Outcome;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.NewTask;
import org.waybill.time.Ticker;
import org.waybill.type.KnownTypes;
import org.waybill.type.TaskTypes;

/** One attempt and its handler, on real rows. */
abstract class AttemptFixture {

  static final TaskType QUEUE = KnownTypes.PIPELINE;
  static final JsonNumber ONE = Json.read("[1]").asJsonArray().getJsonNumber(0);

  World world;
  final List<String> done = new ArrayList<>();

  final ScriptedHandler scripted =
      new ScriptedHandler(QUEUE) {
        @Override
        public Set<Class<? extends Exception>> notWorthRetrying() {
          return Set.of(IOException.class);
        }
      };

  /** What a test lets the handler do, whatever its input is. */
  interface Handler {
    Outcome<Object> run(TaskContext context) throws Exception;
  }

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(TestDatabase.source(), "truncate task, task_event, task_dependency, checkpoint");
    world = node(Map.of());
  }

  World node(Map<String, String> settings) {
    return new World(TestDatabase.source(), settings).with(TaskTypes.class, scripted.alone());
  }

  Claim started() {
    NewTask task =
        world
            .task(QUEUE, "acme", "ann")
            .workspaceId("w1")
            .priority(7)
            .retries(new RetryPolicy(2, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
            .build();
    world.accept(task);
    return again();
  }

  /** The only task that is due runs. */
  Claim again() {
    Sql.update(world.rows(), "update task set due_at = now() where due_at is not null");
    return world.start().get(0);
  }

  AttemptResult run(Claim claim, Handler then) {
    scripted.does((input, context) -> then.run(context));
    Attempt attempt =
        new Attempt(claim, "node", atOnce -> {}, world.bean(AttemptServices.class), new Ticker());
    AttemptResult ending = world.bean(AttemptRunner.class).run(attempt).orElse(null);
    if (ending != null) {
      world.bean(AttemptCompleter.class).settle(List.of(ending));
    }
    return ending;
  }

  JsonValue does(String what) {
    done.add(what);
    return Json.read("\"" + what + "\"");
  }

  String status() {
    return world.ask(String.class, "select status from task where parent_id is null");
  }

  String error() {
    return world.ask(String.class, "select error from task where parent_id is null");
  }
}
