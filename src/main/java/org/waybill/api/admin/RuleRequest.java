package org.waybill.api.admin;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.api.RequestBody;
import org.waybill.dispatch.LimitRule;
import org.waybill.json.JsonObjectWriter;
import org.waybill.limit.Resource;

/** Reads, checks and writes limits. */
final class RuleRequest {

  private static final int MOST = 1_000_000_000;
  private static final int ABSENT = -1;
  private static final Duration LONGEST = Duration.ofDays(366);

  /** What a limit is for. */
  record Target(LimitRule.Scope scope, String tenant, String name) {}

  private RuleRequest() {}

  /**
   * What a path names. A tenant is the name of a rule of scope `tenant`, and a queue is all
   * tenants'.
   *
   * @param queues those that there are
   */
  static Target target(String label, String name, String tenant, Set<String> queues) {
    LimitRule.Scope scope =
        Arrays.stream(LimitRule.Scope.values())
            .filter(s -> label(s).equals(label))
            .findFirst()
            .orElseThrow(() -> RequestBody.wrong("scope", "is '" + label + "'", scopes()));
    return switch (scope) {
      case QUEUE -> {
        if (!queues.contains(name)) {
          throw RequestBody.wrong("name", "is '" + name + "'", String.join(", ", queues));
        }
        yield new Target(scope, LimitRule.EACH, name);
      }
      case TENANT -> new Target(scope, name, LimitRule.EACH);
      case USER, KEY, RATE -> new Target(scope, tenant, name);
    };
  }

  static LimitRule read(RequestBody body, Target target) {
    body.allowOnly(members(target.scope()), "body");
    Integer rate = number(body, "rate", 1);
    Duration period = body.duration("period", null, Duration.ofMillis(1), LONGEST);
    if (rate != null && period == null) {
      throw RequestBody.wrong("period", "is missing", "a duration such as \"1s\" or \"1h\"");
    }
    if (rate == null && period != null) {
      throw RequestBody.wrong("rate", "is missing", "the number of starts per period");
    }
    LimitRule limitRule =
        new LimitRule(
            target.scope(),
            target.tenant(),
            target.name(),
            number(body, "concurrency", 0),
            number(body, "waiting", 0),
            rate,
            period,
            rejects(body),
            body.decimal("weight", 1, 0.01, 1_000),
            bounds(body));
    boolean says = body.value("weight") != null || !limitRule.bounds().isEmpty();
    if (limitRule.concurrency() == null && limitRule.waiting() == null && rate == null && !says) {
      throw RequestBody.wrong("body", "sets no limit", String.join(", ", members(target.scope())));
    }
    return limitRule;
  }

  /** What a limit of this scope can say. */
  private static Set<String> members(LimitRule.Scope scope) {
    return switch (scope) {
      case QUEUE -> Set.of("concurrency", "waiting", "rate", "period", "onExcess");
      case TENANT, USER ->
          Stream.concat(
                  Stream.of("concurrency", "waiting", "rate", "period", "onExcess", "weight"),
                  Resource.labels().stream())
              .collect(Collectors.toCollection(LinkedHashSet::new));
      case KEY -> Set.of("concurrency");
      case RATE -> Set.of("rate", "period", "onExcess");
    };
  }

  private static Map<Resource, Long> bounds(RequestBody body) {
    Map<Resource, Long> bounds = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      Integer most = number(body, resource.label(), 0);
      if (most != null) {
        bounds.put(resource, most.longValue());
      }
    }
    return bounds;
  }

  static Integer number(RequestBody body, String field, int least) {
    return number(body, field, least, MOST);
  }

  /** A number; null where the field is absent. */
  static Integer number(RequestBody body, String field, int least, int most) {
    return body.value(field) == null ? null : body.number(field, ABSENT, least, most);
  }

  private static boolean rejects(RequestBody body) {
    String given = body.text("onExcess", 20);
    if (given == null || given.equals("wait")) {
      return false;
    }
    if (given.equals("reject")) {
      return true;
    }
    throw RequestBody.wrong("onExcess", "is '" + given + "'", "wait or reject");
  }

  static void write(StringBuilder out, LimitRule limitRule) {
    boolean ofTenant = limitRule.scope() == LimitRule.Scope.TENANT;
    JsonObjectWriter text =
        new JsonObjectWriter(out)
            .text("scope", label(limitRule.scope()))
            .text("tenant", limitRule.tenant())
            .text("name", ofTenant ? limitRule.tenant() : limitRule.name());
    number(text, "concurrency", limitRule.concurrency());
    number(text, "waiting", limitRule.waiting());
    if (limitRule.rate() != null) {
      text.number("rate", limitRule.rate())
          .text("period", DurationText.text(limitRule.period()))
          .text("onExcess", limitRule.rejects() ? "reject" : "wait");
    }
    limitRule.bounds().forEach((resource, most) -> text.number(resource.label(), most));
    text.json("weight", Double.toString(limitRule.weight())).end();
  }

  private static void number(JsonObjectWriter text, String name, Integer value) {
    if (value != null) {
      text.number(name, value);
    }
  }

  private static String label(LimitRule.Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }

  private static String scopes() {
    return Arrays.stream(LimitRule.Scope.values())
        .map(RuleRequest::label)
        .collect(Collectors.joining(", "));
  }
}
