package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskReading;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.config.TaskQueue;
import org.waybill.handler.RetryPolicy;
import org.waybill.security.Caller;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;

/** Reads and checks what a caller wants done. */
@ApplicationScoped
class TaskRequest implements TaskReading {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration YEAR = Duration.ofDays(366);
  private static final int NAME = 200;

  @Inject private Settings settings;

  private final Clock clock = Clock.systemUTC();

  NewTask read(RequestBody body, Caller caller) {
    return builder(body, caller).build();
  }

  @Override
  public NewTaskBuilder builder(RequestBody body, Caller caller) {
    String type = body.requiredText("type", NAME);
    TaskQueue queue = queueOf(type);
    JsonValue input = body.value("input");
    RetryPolicy usual = NewTaskBuilder.usualRetries(settings);
    return NewTaskBuilder.of(queue, caller.tenant(), caller.userId(), settings)
        .workspaceId(body.text("workspaceId", NAME))
        .chatId(body.text("chatId", NAME))
        .priority(body.number("priority", NewTask.USUAL_PRIORITY, 0, 9))
        .notBefore(notBefore(body))
        .timeout(
            body.duration(
                "timeout", settings.get(Knobs.TASK_TIMEOUT), Duration.ofMillis(100), WEEK))
        .retries(
            new RetryPolicy(
                body.number("maxAttempts", usual.maxAttempts(), 1, 100),
                body.duration("backoff", usual.first(), Duration.ofMillis(1), Duration.ofDays(1)),
                usual.factor(),
                usual.longest(),
                usual.jitter()))
        .correlationId(body.text("correlationId", NAME))
        .callbackUrl(callbackUrl(body))
        .tags(body.texts("tags", 20, 100))
        .metadata(body.object("metadata"))
        .input(input == null ? "{}" : input.toString());
  }

  private TaskQueue queueOf(String type) {
    TaskQueue queue =
        TaskQueue.ofType(type)
            .filter(q -> q != TaskQueue.DIAGNOSTICS || settings.get(Knobs.DIAGNOSTICS))
            .orElse(null);
    if (queue == null) {
      throw RequestBody.wrong("type", "is '" + type + "'", allowedTypes());
    }
    return queue;
  }

  private String allowedTypes() {
    StringBuilder types = new StringBuilder();
    for (TaskQueue queue : TaskQueue.values()) {
      if (queue != TaskQueue.DIAGNOSTICS || settings.get(Knobs.DIAGNOSTICS)) {
        types.append(types.length() == 0 ? "" : ", ").append(queue.type());
      }
    }
    return types.toString();
  }

  private Instant notBefore(RequestBody body) {
    Instant notBefore = body.time("notBefore");
    Duration delay = body.duration("delay", null, Duration.ZERO, YEAR);
    if (notBefore != null && delay != null) {
      throw Problem.badRequest("delay", "delay and notBefore are both given; allowed: one of them");
    }
    return delay == null ? notBefore : clock.instant().plus(delay);
  }

  private static String callbackUrl(RequestBody body) {
    String text = body.text("callbackUrl", 2_000);
    if (text == null) {
      return null;
    }
    String allowed = "an absolute http or https URL";
    try {
      URI uri = URI.create(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!http || uri.getHost() == null) {
        throw RequestBody.wrong("callbackUrl", "is '" + text + "'", allowed);
      }
    } catch (IllegalArgumentException e) {
      throw RequestBody.wrong("callbackUrl", "is '" + text + "'", allowed);
    }
    return text;
  }
}
