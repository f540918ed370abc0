package org.waybill.api.schedules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.waybill.api.PrivilegedInput;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;
import org.waybill.schedule.Cron;
import org.waybill.schedule.InvalidCron;
import org.waybill.schedule.Overlap;
import org.waybill.schedule.OwnerGone;
import org.waybill.schedule.ScheduleSpec;
import org.waybill.schedule.TaskTemplateParser;
import org.waybill.security.Caller;
import org.waybill.task.NewTask;

/** Reads and checks what a caller wants of a schedule. */
@ApplicationScoped
class ScheduleRequest {

  private static final int NAME = 200;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEAR = Duration.ofDays(366);
  private static final Duration USUAL_CATCH_UP = Duration.ofHours(1);

  @Inject private TaskTemplateParser tasks;

  ScheduleSpec read(RequestBody body, Caller caller) {
    String cron = cron(body);
    Duration interval = body.duration("interval", null, SECOND, YEAR);
    if ((cron == null) == (interval == null)) {
      throw RequestBody.wrong(
          "cron",
          cron == null ? "and interval are both missing" : "and interval are both given",
          "exactly one of them");
    }
    String template = template(body);
    NewTask task = task(template, caller);
    PrivilegedInput.check(task.work().type(), Json.read(task.work().input()), caller);
    String type = task.work().type();
    String name = body.line("name", NAME);
    return new ScheduleSpec(
        name == null || name.isBlank() ? type : name,
        cron,
        interval,
        zone(body),
        template,
        overlap(body),
        body.duration("catchUp", USUAL_CATCH_UP, Duration.ZERO, MONTH));
  }

  private NewTask task(String template, Caller caller) {
    try {
      return tasks.read(template, caller.tenant(), caller.userId()).build();
    } catch (OwnerGone e) {
      throw Problem.conflict("The schedule cannot be changed: " + e.getMessage() + ".");
    }
  }

  /** Whether to pause it; null if not given. */
  Boolean paused(RequestBody body) {
    if (body.value("paused") == null) {
      return null;
    }
    return switch (body.value("paused").getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      case ARRAY, OBJECT, STRING, NUMBER, NULL ->
          throw RequestBody.wrong("paused", "is " + body.value("paused"), "true or false");
    };
  }

  private static String cron(RequestBody body) {
    String text = body.text("cron", NAME);
    if (text == null) {
      return null;
    }
    try {
      Cron.of(text);
      return text.strip();
    } catch (InvalidCron e) {
      throw Problem.badRequest("cron", "cron is '" + text + "': " + e.getMessage());
    }
  }

  private static String template(RequestBody body) {
    String template = body.object("task");
    if (template == null) {
      throw RequestBody.wrong("task", "is missing", "a task, as POST /api/tasks takes it");
    }
    return template;
  }

  private static ZoneId zone(RequestBody body) {
    String text = body.text("zone", NAME);
    try {
      return text == null ? ZoneId.of("UTC") : ZoneId.of(text);
    } catch (DateTimeException e) {
      throw RequestBody.wrong(
          "zone", "is '" + text + "'", "an IANA time zone such as Europe/Berlin, or UTC");
    }
  }

  private static Overlap overlap(RequestBody body) {
    String text = body.text("overlap", NAME);
    if (text == null) {
      return Overlap.SKIP;
    }
    return Arrays.stream(Overlap.values())
        .filter(overlap -> overlap.label().equals(text))
        .findFirst()
        .orElseThrow(() -> RequestBody.wrong("overlap", "is '" + text + "'", overlaps()));
  }

  private static String overlaps() {
    return Arrays.stream(Overlap.values()).map(Overlap::label).collect(Collectors.joining(", "));
  }
}
