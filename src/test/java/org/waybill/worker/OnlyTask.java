package org.waybill.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.handler.Outcome;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskContext;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.TaskCommands;
import org.waybill.time.Ticker;
import org.waybill.type.KnownTypes;
import org.waybill.type.TaskTypes;

/** The only task there is, on real rows; each attempt does what the test says. */
public final class OnlyTask {

  /** What an attempt does. */
  @FunctionalInterface
  public interface Script {
    Outcome<Object> run(TaskContext context) throws Exception;
  }

  private final ScriptedHandler scripted = new ScriptedHandler(KnownTypes.TOOL_EXECUTION);
  private final World world;
  private final UUID id;

  /**
   * @param chatId or null
   */
  public OnlyTask(String chatId) {
    this(chatId, Map.of());
  }

  /**
   * @param chatId or null
   * @param settings by their MicroProfile names; the others are usual
   */
  public OnlyTask(String chatId, Map<String, String> settings) {
    Sql.update(
        TestDatabase.source(),
        "truncate task, task_event, task_dependency, checkpoint, approval, chat, steerable, steering");
    world = new World(TestDatabase.source(), settings).with(TaskTypes.class, scripted.alone());
    world.accept(
        world
            .task(KnownTypes.TOOL_EXECUTION, "acme", "ann")
            .chatId(chatId)
            .retries(new RetryPolicy(9, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
            .build());
    id = world.ask(UUID.class, "select id from task");
  }

  public World world() {
    return world;
  }

  /** The next attempt. */
  public AttemptResult attempt(Script script) {
    Sql.update(world.rows(), "update task set due_at = now() where due_at is not null");
    scripted.does((input, context) -> script.run(context));
    Attempt attempt =
        new Attempt(
            world.start().get(0),
            "node",
            atOnce -> {},
            world.bean(AttemptServices.class),
            new Ticker());
    AttemptResult result = world.bean(AttemptRunner.class).run(attempt).orElseThrow();
    world.bean(AttemptCompleter.class).settle(List.of(result));
    return result;
  }

  /** Whether this text counts as the answer to what it asks. */
  public boolean answer(String text) {
    return answerJson("\"" + text + "\"");
  }

  /** The same of JSON text. */
  public boolean answerJson(String answer) {
    int attempt = world.ask(Integer.class, "select attempt from task");
    return world.bean(TaskCommands.class).answer(id, attempt, answer);
  }

  public String status() {
    return world.ask(String.class, "select status from task");
  }

  public String output() {
    return world.ask(String.class, "select output from task");
  }
}
