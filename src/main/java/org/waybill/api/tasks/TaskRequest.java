package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.config.TaskQueue;
import org.waybill.outbound.Outbound;
import org.waybill.outbound.RefusedAddress;
import org.waybill.security.Caller;
import org.waybill.task.Chats;
import org.waybill.task.Ids;
import org.waybill.task.Messages;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Retries;
import org.waybill.task.Terms;

/** Reads and checks what a caller wants done. */
@ApplicationScoped
class TaskRequest {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration YEAR = Duration.ofDays(366);
  private static final int NAME = 200;

  private static final int MOST_AT_ONCE = 1_000;

  @Inject private Settings settings;
  @Inject private Retries retries;
  @Inject private Messages messages;
  @Inject private Outbound outbound;

  private final Clock clock = Clock.systemUTC();

  /** A task that is the whole request. */
  Wanted read(RequestBody body, Caller caller) {
    return read(body, "", caller);
  }

  /**
   * A task of a batch.
   *
   * @param place where it stands, such as {@code tasks[3].}
   */
  Wanted read(RequestBody body, String place, Caller caller) {
    try {
      NewTaskBuilder builder = builder(body, caller);
      UUID id = Ids.next();
      String ref = place.isEmpty() ? null : body.line("ref", NAME);
      return new Wanted(place, id, ref, builder.id(id), Dependencies.read(body));
    } catch (Problem e) {
      throw e.in(place);
    }
  }

  /** What is said of the task itself. */
  NewTaskBuilder builder(RequestBody body, Caller caller) {
    String type = body.requiredText("type", NAME);
    TaskQueue queue = queueOf(type);
    JsonValue input = body.value("input");
    NewTaskBuilder builder =
        NewTaskBuilder.of(queue, caller.tenant(), caller.userId(), settings)
            .workspaceId(body.id("workspaceId", NAME))
            .chatId(body.id("chatId", NAME))
            .priority(body.number("priority", NewTask.USUAL_PRIORITY, 0, 9))
            .timeout(
                body.duration(
                    "timeout", settings.get(Knobs.TASK_TIMEOUT), Duration.ofMillis(100), WEEK))
            .retries(Backoff.read(body, retries.of(type)))
            .correlationId(body.line("correlationId", NAME))
            .callbackUrl(callbackUrl(body))
            .tags(body.texts("tags", 20, 100))
            .metadata(body.object("metadata"))
            .rateKey(rateKey(queue, input))
            .input(input == null ? "{}" : input.toString());
    times(builder, body);
    keys(builder, body, queue, caller);
    return builder;
  }

  private void times(NewTaskBuilder builder, RequestBody body) {
    Instant notBefore = notBefore(body);
    Instant startBy = body.time("startBy");
    if (startBy != null && !startBy.isAfter(clock.instant())) {
      throw RequestBody.wrong("startBy", "is '" + startBy + "'", "a time in the future");
    }
    if (startBy != null && notBefore != null && startBy.isBefore(notBefore)) {
      throw RequestBody.wrong("startBy", "is '" + startBy + "'", "a time after " + notBefore);
    }
    builder.notBefore(notBefore).startBy(startBy);
  }

  private void keys(NewTaskBuilder builder, RequestBody body, TaskQueue queue, Caller caller) {
    String chat = queue == TaskQueue.CHAT_TASKS ? ownChat(body, caller) : null;
    String order = key(body, "orderKey");
    if (order != null) {
      builder.inOrder("key", order);
    } else if (chat != null) {
      builder.inOrder(Chats.ORDER, chat);
    }
    String concurrency = key(body, "concurrencyKey");
    if (concurrency != null) {
      builder.concurrency(concurrency, body.number("concurrencyLimit", 1, 1, MOST_AT_ONCE));
    } else if (body.number("concurrencyLimit", 1, 1, MOST_AT_ONCE) != 1) {
      throw RequestBody.wrong("concurrencyLimit", "has no concurrencyKey", "both or none");
    }
    JsonValue unique = body.value("uniqueFor");
    if (unique != null) {
      builder.once(unique(RequestBody.of(unique, "uniqueFor"), caller));
    }
  }

  /** Another's chat is as absent as one that nobody has; to name a new one is allowed. */
  private String ownChat(RequestBody body, Caller caller) {
    String chat = key(body, "chatId");
    Optional<String> owner =
        chat == null ? Optional.empty() : messages.ownerOf(caller.tenant(), chat);
    if (owner.filter(o -> !o.equals(caller.userId())).isPresent()) {
      throw Problem.notFound("chat " + chat);
    }
    return chat;
  }

  private Terms.Once unique(RequestBody unique, Caller caller) {
    try {
      String key = unique.requiredLine("key", NAME);
      Duration period = unique.duration("period", null, Duration.ofSeconds(1), YEAR);
      if (period == null) {
        throw RequestBody.wrong("period", "is missing", "a duration such as \"10m\"");
      }
      Instant until = clock.instant().plus(period);
      return Terms.Once.ofUser(Terms.Once.Kind.UNIQUE, caller.userId(), key, new byte[0], until);
    } catch (Problem e) {
      throw e.in("uniqueFor.");
    }
  }

  /** Text that must not be blank where it is given. */
  private static String key(RequestBody body, String field) {
    return body.value(field) == null ? null : body.requiredLine(field, NAME);
  }

  /** Starts of one tool are counted together, whoever calls it. */
  private static String rateKey(TaskQueue queue, JsonValue input) {
    if (queue != TaskQueue.TOOL_EXECUTIONS
        || input == null
        || input.getValueType() != JsonValue.ValueType.OBJECT) {
      return null;
    }
    JsonValue tool = input.asJsonObject().get("tool");
    boolean named = tool instanceof JsonString name && name.getString().length() <= NAME;
    return named ? "tool/" + ((JsonString) tool).getString() : null;
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
      boolean offered = queue != TaskQueue.DIAGNOSTICS || settings.get(Knobs.DIAGNOSTICS);
      if (queue.isForCallers() && offered) {
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

  private String callbackUrl(RequestBody body) {
    String text = body.text("callbackUrl", 2_000);
    try {
      return text == null ? null : outbound.check("callbackUrl", text).toString();
    } catch (RefusedAddress e) {
      throw Problem.badRequest(e.field(), e.getMessage());
    }
  }
}
