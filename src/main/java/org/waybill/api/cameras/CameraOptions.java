package org.waybill.api.cameras;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.camera.CameraSchedule;
import org.waybill.camera.CameraSpec;
import org.waybill.camera.CameraSpec.Notices;
import org.waybill.camera.CameraState;
import org.waybill.schedule.Cron;
import org.waybill.schedule.InvalidCron;

/** Reads when a camera's pictures are expected, what is asked about them, and who is notified. */
final class CameraOptions {

  private static final int LONGEST_INTERVAL = 86_400;
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(60);
  private static final int LONGEST_CRON = 200;
  private static final int LONGEST_ZONE = 100;
  private static final int LONGEST_QUESTION = 500;
  private static final int LONGEST_QUIET = 10_080;
  private static final String EVENTS = "events";

  private CameraOptions() {}

  /**
   * Null if nothing is expected.
   *
   * @param isPolled whether it has to be something
   */
  static CameraSchedule timing(RequestBody body, boolean isPolled) {
    int seconds = body.number("intervalSeconds", 0, 1, LONGEST_INTERVAL);
    String cron = body.line("schedule", LONGEST_CRON);
    if (cron != null && seconds > 0) {
      throw RequestBody.wrong("schedule", "and intervalSeconds are both given", "one of them");
    }
    if (cron == null && body.value("timeZone") != null) {
      throw RequestBody.wrong("timeZone", "is given without a schedule", "both or neither");
    }
    if (cron != null) {
      return CameraSchedule.at(checked(cron), zone(body.line("timeZone", LONGEST_ZONE)));
    }
    if (seconds > 0) {
      return CameraSchedule.every(Duration.ofSeconds(seconds));
    }
    return isPolled ? CameraSchedule.every(USUAL_INTERVAL) : null;
  }

  private static String checked(String cron) {
    try {
      Cron.of(cron);
      return cron.strip();
    } catch (InvalidCron e) {
      throw Problem.badRequest("schedule", "schedule is '" + cron + "': " + e.getMessage());
    }
  }

  private static ZoneId zone(String name) {
    try {
      return name == null ? ZoneId.of("UTC") : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw RequestBody.wrong(
          "timeZone", "is '" + name + "'", "an IANA time zone such as Europe/Berlin, or UTC");
    }
  }

  /** Null if a model is not to be asked. */
  static String question(RequestBody body) {
    String question = body.line("question", LONGEST_QUESTION);
    if (question == null && body.value("ask") != null) {
      throw RequestBody.wrong("ask", "is given without a question", "both or neither");
    }
    return question == null || question.isBlank() ? null : question.strip();
  }

  static CameraSpec.Ask ask(RequestBody body) {
    String ask = body.text("ask", 10);
    if (ask == null || ask.equals("motion")) {
      return CameraSpec.Ask.MOTION;
    }
    if (ask.equals("every")) {
      return CameraSpec.Ask.EVERY;
    }
    throw RequestBody.wrong("ask", "is '" + ask + "'", "motion, every");
  }

  static Notices notices(RequestBody body) {
    RequestBody notify = body.nested("notify");
    try {
      notify.allowOnly(Set.of(EVENTS, "quietMinutes"), "notify");
      int usual = (int) Notices.USUAL.quiet().toMinutes();
      return new Notices(
          events(notify),
          Duration.ofMinutes(notify.number("quietMinutes", usual, 1, LONGEST_QUIET)));
    } catch (Problem e) {
      throw e.field() != null && e.field().equals("notify") ? e : e.in("notify.");
    }
  }

  private static List<String> events(RequestBody notify) {
    List<String> known = CameraState.events();
    JsonArray given = notify.array(EVENTS, known.size());
    if (given == null) {
      // An empty list counts as absent elsewhere; here it means none.
      return notify.value(EVENTS) == null ? Notices.USUAL.events() : List.of();
    }
    List<String> events = new ArrayList<>();
    for (JsonValue each : given) {
      String event = each instanceof JsonString text ? text.getString() : null;
      if (event == null || !known.contains(event)) {
        throw RequestBody.wrong(EVENTS, "has " + each, String.join(", ", known));
      }
      if (!events.contains(event)) {
        events.add(event);
      }
    }
    return events;
  }
}
