package org.waybill.agent.loop;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.definition.AgentLimits;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.dispatch.World;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;
import org.waybill.model.Models;
import org.waybill.sql.Sql;
import org.waybill.sql.WriterPool;
import org.waybill.tool.ClientTool;
import org.waybill.tool.GivenTools;
import org.waybill.tool.Risk;
import org.waybill.tool.ToolFailure;
import org.waybill.worker.OnlyTask;

/** An agent with five tools, on real rows. */
abstract class LoopFixture {

  final List<String> done = Collections.synchronizedList(new ArrayList<>());
  final ScriptedModels models = new ScriptedModels();
  final GivenTools tools = new GivenTools();
  OnlyTask task;
  AgentLoop loop;
  AgentLimits limits = new AgentLimits(5, 100_000, null, Duration.ofMinutes(1));
  AgentAnswer answer;
  List<ClientTool> clientTools = List.of();

  @BeforeEach
  void aTask() throws Exception {
    task = new OnlyTask("c1");
    tools
        .in(task.world())
        .tool("look", Risk.READ, (arguments, call) -> noted("look " + arguments))
        .tool("mail", Risk.WRITE, (arguments, call) -> noted("mail " + arguments))
        .tool("big", Risk.READ, (arguments, call) -> text("x".repeat(2_000_000)))
        .tool(
            "broken",
            Risk.READ,
            (arguments, call) -> {
              throw new IllegalStateException("secret of the inside");
            })
        .tool(
            "sorry",
            Risk.READ,
            (arguments, call) -> {
              throw ToolFailure.forGood("closed", "The shop is closed.");
            });
    task.world()
        .with(Models.class, models)
        .with(
            WriterPool.class,
            new WriterPool() {
              @Override
              public void execute(Runnable batch) {
                tools.threads().execute(batch);
              }
            })
        .with(LoopExecutor.class, new LoopExecutor(tools.threads()));
    prepare(task.world());
    loop = task.world().bean(AgentLoop.class);
  }

  /** What a test needs in place of other beans. */
  void prepare(World world) throws Exception {
    // Nothing more.
  }

  @AfterEach
  void end() {
    tools.threads().shutdownNow();
  }

  JsonValue noted(String what) {
    done.add(what);
    return text("done");
  }

  static JsonString text(String text) {
    return (JsonString) Json.read(Json.quote(text));
  }

  AgentDefinition agent() {
    return new AgentDefinition(
        "helper",
        0,
        "Helps.",
        "You help.",
        null,
        List.of("look", "mail", "big", "broken", "sorry", "travel"),
        limits,
        true,
        List.of(),
        List.of(),
        false,
        "{}");
  }

  Outcome<Object> run(TaskContext context) throws Exception {
    try {
      AgentRun run = new AgentRun(agent(), "Help me", List.of()).offering(clientTools);
      answer = loop.run(run, context);
      return Outcome.done(text(answer.text()));
    } catch (ApprovalNeeded e) {
      return Outcome.needsInput(e.question());
    }
  }

  void attempt() {
    task.attempt(this::run);
  }

  /** As if the attempts so far had been an hour ago. */
  void anHourPasses() {
    Sql.update(
        task.world().rows(),
        "update checkpoint set result = jsonb_set(result::jsonb, '{at}',"
            + " to_jsonb(to_char(now() at time zone 'UTC' - interval '1 hour',"
            + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')))::text"
            + " where result like '{\"at\":%'");
  }

  List<String> events(String kind) {
    return task.world()
        .ask(
            String.class,
            "select coalesce(string_agg(data, chr(10) order by seq), '') from task_event"
                + " where kind = '"
                + kind
                + "'")
        .lines()
        .toList();
  }
}
