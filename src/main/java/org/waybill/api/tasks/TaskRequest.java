package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.api.ChatTasks;
import org.waybill.api.PrivilegedInput;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.config.Settings;
import org.waybill.handler.TaskType;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.security.Caller;
import org.waybill.sql.DatabaseTime;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.RetryPolicies;
import org.waybill.task.TaskConstraints;
import org.waybill.task.TaskDefaults;
import org.waybill.task.UuidV7;
import org.waybill.type.InputSchemas;
import org.waybill.type.KnownTypes;
import org.waybill.type.SchemaViolation;
import org.waybill.type.TaskTypes;

/** Reads and checks what a caller wants done. */
@ApplicationScoped
class TaskRequest {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration YEAR = Duration.ofDays(366);
  private static final int NAME = 200;

  /** So many types are named where there is none of the name that was given. */
  private static final int NAMED = 20;

  private static final int MOST_AT_ONCE = 1_000;

  @Inject private Settings settings;
  @Inject private TaskTypes types;
  @Inject private RetryPolicies retryPolicies;
  @Inject private TaskDefaults taskDefaults;
  @Inject private InputSchemas inputSchemas;
  @Inject private SafeHttpClient outbound;
  @Inject private DatabaseTime time;

  /** A task that is the whole request. */
  ParsedTask read(RequestBody body, Caller caller) {
    return read(body, "", caller);
  }

  /**
   * A task of a batch.
   *
   * @param place where it stands, such as {@code tasks[3].}
   */
  ParsedTask read(RequestBody body, String place, Caller caller) {
    try {
      NewTaskBuilder builder = builder(body, caller);
      UUID id = UuidV7.next();
      String ref = place.isEmpty() ? null : body.line("ref", NAME);
      return new ParsedTask(place, id, ref, builder.id(id), DependencyParser.read(body));
    } catch (Problem e) {
      throw e.in(place);
    }
  }

  /** The fields of the task itself. */
  NewTaskBuilder builder(RequestBody body, Caller caller) {
    String type = body.requiredText("type", NAME);
    TaskType known = known(type);
    JsonValue input = body.value("input");
    PrivilegedInput.check(type, input, caller);
    checkSchema(known, input);
    NewTaskBuilder builder =
        taskDefaults
            .task(known, caller.tenant(), caller.userId())
            .workspaceId(body.id("workspaceId", NAME))
            .chatId(body.id("chatId", NAME))
            .priority(body.number("priority", known.priority(), 0, 9))
            .timeout(
                body.duration(
                    "timeout",
                    NewTaskBuilder.timeout(known, settings),
                    Duration.ofMillis(100),
                    WEEK))
            .retries(RetryPolicyParser.read(body, retryPolicies.of(type)))
            .correlationId(body.line("correlationId", NAME))
            .callbackUrl(callbackUrl(body))
            .tags(body.texts("tags", 20, 100))
            .metadata(body.object("metadata"))
            .rateKey(rateKey(known, input))
            .input(input == null ? "{}" : input.toString());
    times(builder, body);
    keys(builder, body, known, caller);
    return builder;
  }

  private void checkSchema(TaskType type, JsonValue input) {
    List<SchemaViolation> violations =
        inputSchemas.check(type, input == null ? JsonValue.EMPTY_JSON_OBJECT : input);
    if (!violations.isEmpty()) {
      throw Problem.invalidInput(type.name(), violations);
    }
  }

  private void times(NewTaskBuilder builder, RequestBody body) {
    Instant notBefore = notBefore(body);
    Instant startBy = body.time("startBy");
    if (startBy != null && !startBy.isAfter(time.now())) {
      throw RequestBody.wrong("startBy", "is '" + startBy + "'", "a time in the future");
    }
    if (startBy != null && notBefore != null && startBy.isBefore(notBefore)) {
      throw RequestBody.wrong("startBy", "is '" + startBy + "'", "a time after " + notBefore);
    }
    builder.notBefore(notBefore).startBy(startBy);
  }

  private void keys(NewTaskBuilder builder, RequestBody body, TaskType type, Caller caller) {
    boolean shared = keysAreShared(body, caller);
    String chat = type.name().equals(KnownTypes.CHAT_MESSAGE.name()) ? key(body, "chatId") : null;
    String order = key(body, "orderKey");
    if (order != null && shared) {
      builder.inOrder("key", order);
    } else if (order != null) {
      builder.inOwnOrder("key", order);
    } else if (chat != null) {
      builder.inOwnOrder(ChatTasks.ORDER, chat);
    }
    String concurrency = key(body, "concurrencyKey");
    if (concurrency != null) {
      int limit = body.number("concurrencyLimit", 1, 1, MOST_AT_ONCE);
      if (shared) {
        builder.concurrency(concurrency, limit);
      } else {
        builder.ownConcurrency(concurrency, limit);
      }
    } else if (body.number("concurrencyLimit", 1, 1, MOST_AT_ONCE) != 1) {
      throw RequestBody.wrong(
          "concurrencyLimit", "is given without concurrencyKey", "both or neither");
    }
    JsonValue unique = body.value("uniqueFor");
    if (unique != null) {
      builder.once(unique(RequestBody.of(unique, "uniqueFor"), caller));
    }
  }

  /** A key that all users of a tenant share could be held by any of them: operators only. */
  private static boolean keysAreShared(RequestBody body, Caller caller) {
    String scope = body.text("keyScope", NAME);
    if (scope == null || scope.equals("user")) {
      return false;
    }
    if (!scope.equals("tenant")) {
      throw RequestBody.wrong("keyScope", "is '" + scope + "'", "user, tenant (operators)");
    }
    if (!caller.isOperator()) {
      throw new Problem(403, "Forbidden", "Only operators may use keyScope tenant.", "keyScope");
    }
    return true;
  }

  private TaskConstraints.UniquenessKey unique(RequestBody unique, Caller caller) {
    try {
      String key = unique.requiredLine("key", NAME);
      Duration period = unique.duration("period", null, Duration.ofSeconds(1), YEAR);
      if (period == null) {
        throw RequestBody.wrong("period", "is missing", "a duration such as \"10m\"");
      }
      Instant until = time.now().plus(period);
      return TaskConstraints.UniquenessKey.ofUser(
          TaskConstraints.UniquenessKey.Kind.UNIQUE, caller.userId(), key, new byte[0], until);
    } catch (Problem e) {
      throw e.in("uniqueFor.");
    }
  }

  /** Text that must not be blank where it is given. */
  private static String key(RequestBody body, String field) {
    return body.value(field) == null ? null : body.requiredLine(field, NAME);
  }

  /** Starts of one tool are counted together, for all users. */
  private static String rateKey(TaskType type, JsonValue input) {
    if (!type.name().equals(KnownTypes.TOOL_EXECUTION.name())
        || input == null
        || input.getValueType() != JsonValue.ValueType.OBJECT) {
      return null;
    }
    JsonValue tool = input.asJsonObject().get("tool");
    boolean named = tool instanceof JsonString name && name.getString().length() <= NAME;
    return named ? "tool/" + ((JsonString) tool).getString() : null;
  }

  private TaskType known(String type) {
    return types
        .submittable(type)
        .orElseThrow(
            () ->
                RequestBody.wrong(
                    "type", "is '" + type + "'", String.join(", ", types.nearest(type, NAMED))));
  }

  private Instant notBefore(RequestBody body) {
    Instant notBefore = body.time("notBefore");
    Duration delay = body.duration("delay", null, Duration.ZERO, YEAR);
    if (notBefore != null && delay != null) {
      throw Problem.badRequest(
          "delay", "delay and notBefore are both given; allowed: only one of them");
    }
    return delay == null ? notBefore : time.now().plus(delay);
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
