package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.waybill.json.Json;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/** Knows the calendar and the clock. */
@ApplicationScoped
public class DateTool implements Tool {

  private static final int SECONDS_LENGTH = 19;

  private static final ToolSpec SPEC =
      ToolSpec.read(
          "dates",
          "Says what day it is or was, adds to a date, and counts the days between two dates.",
          """
          {"type":"object","additionalProperties":false,"properties":{
            "date":{"type":"string","maxLength":10,"description":"yyyy-mm-dd; today if absent."},
            "zone":{"type":"string","maxLength":64,"description":"IANA time zone; UTC if absent."},
            "addDays":{"type":"integer","minimum":-1000000,"maximum":1000000},
            "addMonths":{"type":"integer","minimum":-10000,"maximum":10000},
            "until":{"type":"string","maxLength":10,
              "description":"yyyy-mm-dd; adds the days until then to the result."}}}
          """,
          """
          {"type":"object","required":["now","date","weekday","isoWeek","leapYear"],"properties":{
            "now":{"type":"string","description":"Local date and time."},"date":{"type":"string"},
            "weekday":{"type":"string"},"isoWeek":{"type":"integer"},"leapYear":{"type":"boolean"},
            "daysUntil":{"type":"integer"}}}
          """);

  @Inject private Clock clock;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws ToolFailure {
    ZoneId zone = zone(arguments.getString("zone", "UTC"));
    LocalDate date =
        arguments.containsKey("date")
            ? date(arguments, "date")
            : LocalDate.now(clock.withZone(zone));
    date =
        date.plusMonths(arguments.getInt("addMonths", 0)).plusDays(arguments.getInt("addDays", 0));
    JsonObjectBuilder json =
        Json.object()
            .add("now", clock.instant().atZone(zone).toString().substring(0, SECONDS_LENGTH))
            .add("date", date.toString())
            .add("weekday", date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .add("isoWeek", date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
            .add("leapYear", date.isLeapYear());
    if (arguments.containsKey("until")) {
      json.add("daysUntil", ChronoUnit.DAYS.between(date, date(arguments, "until")));
    }
    return json.build();
  }

  private static LocalDate date(JsonObject arguments, String name) throws ToolFailure {
    try {
      return LocalDate.parse(arguments.getString(name));
    } catch (DateTimeParseException e) {
      throw ToolFailure.forGood(
          "invalid_arguments",
          "%s is '%s'; allowed: a date such as 2026-01-31"
              .formatted(name, arguments.getString(name)));
    }
  }

  private static ZoneId zone(String name) throws ToolFailure {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw ToolFailure.forGood(
          "invalid_arguments",
          "zone is '%s'; allowed: an IANA time zone such as Europe/Berlin".formatted(name));
    }
  }
}
