package org.waybill.a2a;

import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.waybill.document.TestDatabase;
import org.waybill.handler.Outcome;
import org.waybill.json.Json;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptResult;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.worker.OnlyTask;

/** Attempts of one task that delegates; on real rows. */
@Timeout(60)
abstract class DelegationAttempts {

  static final JsonObject ARGUMENTS = Json.object().add("message", "Book it").build();

  final ExecutorService threads = Executors.newCachedThreadPool();
  Duration hold = DelegationTest.HOLD;
  Clock clock = Clock.systemUTC();
  OnlyTask task;
  DelegatedTasks delegated;
  Callbacks callbacks;

  @BeforeEach
  void aTask() {
    Sql.update(TestDatabase.source(), "truncate delegated_task, delegation_callback");
    task = new OnlyTask(null, Map.of("waybill.public.url", "https://waybill.example"));
    delegated = task.world().bean(DelegatedTasks.class);
    callbacks = task.world().bean(Callbacks.class);
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  /** A call leaves its worker at its first look. */
  void holdsNobody() {
    hold = Duration.ZERO;
  }

  RemoteAgent agent(ScriptedPeer peer, Risk risk, boolean repeatable) throws InterruptedException {
    RemoteAgent agent =
        new RemoteAgent(peer.spec(risk, repeatable), DelegationTest.http("127.0.0.1"));
    agent.refresh();
    return agent;
  }

  /** An attempt until its end, as the runner of tools does it. */
  AttemptResult attempt(RemoteAgent agent) {
    return attempt(agent, () -> false);
  }

  /** An attempt that is left when it has come to this. */
  AttemptResult attempt(RemoteAgent agent, Callable<Boolean> left) {
    Tool tool = new DelegationTool(agent, delegated, callbacks, clock, hold);
    return task.attempt(
        context -> {
          Future<?> call = threads.submit(() -> tool.run(ARGUMENTS, new ToolCall("call", context)));
          try {
            await().until(() -> call.isDone() || left.call());
            return call.isDone() ? Outcome.done(call.get()) : Outcome.retry("left", null);
          } catch (ExecutionException e) {
            if (e.getCause() instanceof ToolFailure failure && !failure.isPassing()) {
              return Outcome.giveUp(failure.code(), failure.getMessage());
            }
            throw (Exception) e.getCause();
          } finally {
            call.cancel(true);
          }
        });
  }

  long rows() {
    return task.world().ask(Long.class, "select count(*) from delegated_task");
  }
}
