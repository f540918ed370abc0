package org.waybill.handlers.diagnostic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.waybill.handler.Child;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.time.Ticker;
import org.waybill.type.KnownTypes;

/** Echoes, sleeps, fails, asks, snoozes, hands over, hangs or halts, as its input says. */
@ApplicationScoped
public class DiagnosticHandler implements TaskHandler<JsonObject, JsonValue> {

  @Inject private DiagnosticLog log;
  @Inject private Ticker ticker;
  @Inject private Clock clock;

  @Override
  public TaskType type() {
    return KnownTypes.DIAGNOSTIC;
  }

  @Override
  public Class<JsonObject> inputType() {
    return JsonObject.class;
  }

  @Override
  public Outcome<JsonValue> run(JsonObject input, TaskContext context) throws Exception {
    Instant startedAt = clock.instant();
    log.write(context, "start", startedAt);
    try {
      return act(DiagnosticInput.of(input), context, startedAt);
    } catch (IllegalArgumentException e) {
      return Outcome.giveUp(e.getMessage());
    } finally {
      log.write(context, "end", clock.instant());
    }
  }

  private Outcome<JsonValue> act(DiagnosticInput input, TaskContext context, Instant startedAt)
      throws Exception {
    if (input.exitProcess()) {
      Runtime.getRuntime().halt(86);
    }
    if (input.extendMs() > 0) {
      context.extend(Duration.ofMillis(input.extendMs()));
    }
    DiagnosticSteps diagnosticSteps = DiagnosticSteps.run(input.stepNames(), context);
    if (context.attempt() <= input.snoozeTimes()) {
      return Outcome.snooze(
          Duration.ofMillis(input.snoozeMs()),
          "snoozeTimes: attempt " + context.attempt() + " of " + input.snoozeTimes());
    }
    if (input.question() != null && context.answer() == null) {
      return Outcome.needsInput(input.question());
    }
    for (int i = 1; i <= input.children(); i++) {
      context.spawn(Integer.toString(i), KnownTypes.DIAGNOSTIC.name(), input.childInput());
    }
    if (input.children() > 0 && !context.children().stream().allMatch(Child::ended)) {
      return Outcome.waitForChildren();
    }
    work(input, context);
    if (input.failFinally()) {
      return Outcome.giveUp("failFinally");
    }
    int counted = context.attempt() - input.snoozeTimes();
    if (counted <= input.failTimes()) {
      return Outcome.retry(
          "failTimes: attempt " + counted + " of " + input.failTimes(),
          input.retryAfterMs() == null ? null : Duration.ofMillis(input.retryAfterMs()));
    }
    return Outcome.done(output(input, context, startedAt, diagnosticSteps));
  }

  private void work(DiagnosticInput input, TaskContext context) throws InterruptedException {
    int pauses = Math.max(input.steps(), Math.max(input.partials(), 1));
    for (int i = 1; i <= pauses; i++) {
      pause(input, input.sleepMs() * i / pauses - input.sleepMs() * (i - 1) / pauses, context);
      if (input.steps() > 1 && isDue(i, input.steps(), pauses)) {
        int step = i * input.steps() / pauses;
        context.progress(100 * step / input.steps(), "step " + step + " of " + input.steps());
      }
      if (isDue(i, input.partials(), pauses)) {
        context.partial("part " + i * input.partials() / pauses + " ");
      }
    }
  }

  /** Whether the pause with this number ends one of so many evenly spread marks. */
  private static boolean isDue(int pause, int marks, int pauses) {
    return pause * marks / pauses > (pause - 1) * marks / pauses;
  }

  private void pause(DiagnosticInput input, long millis, TaskContext context)
      throws InterruptedException {
    if (!input.ignoreCancel()) {
      context.stopIfCancelled();
      TimeUnit.MILLISECONDS.sleep(millis);
      return;
    }
    long end = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - ticker.nanos(); left > 0; left = end - ticker.nanos()) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException e) {
        // This is what the input asked for: a handler that does not listen.
        continue;
      }
    }
  }

  private static JsonValue output(
      DiagnosticInput input,
      TaskContext context,
      Instant startedAt,
      DiagnosticSteps diagnosticSteps) {
    JsonObjectBuilder output =
        Json.object()
            .add("echo", input.echo())
            .add("attempt", context.attempt())
            .add("node", context.node())
            .add("startedAt", startedAt.toString());
    if (context.answer() != null) {
      output.add("input", Json.read(context.answer()));
    }
    if (!input.stepNames().isEmpty()) {
      output.add("steps", diagnosticSteps.toJson());
    }
    if (input.children() > 0) {
      output.add("children", children(context));
    }
    if (input.outputBytes() > 0) {
      output.add("padding", "x".repeat(input.outputBytes()));
    }
    return output.build();
  }

  private static JsonArrayBuilder children(TaskContext context) {
    JsonArrayBuilder children = Json.array();
    for (Child child : context.children()) {
      JsonObjectBuilder json =
          Json.object().add("id", child.id().toString()).add("status", child.status());
      if (child.output() != null) {
        json.add("output", Json.read(child.output()));
      }
      if (child.error() != null) {
        json.add("error", child.error());
      }
      children.add(json);
    }
    return children;
  }
}
