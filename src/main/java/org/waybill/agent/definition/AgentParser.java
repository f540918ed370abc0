package org.waybill.agent.definition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.waybill.type.InputSchemas;
import org.waybill.type.SchemaViolation;

/** Reads definitions of agents. */
@ApplicationScoped
public class AgentParser {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final String SCHEMA =
      """
      {"type":"object","required":["description","instructions"],"additionalProperties":false,
       "properties":{
        "description":{"type":"string","minLength":1,"maxLength":500},
        "instructions":{"type":"string","minLength":1,"maxLength":50000},
        "model":{"type":["string","null"],"maxLength":100},
        "tools":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":64}},
        "limits":{"type":"object","additionalProperties":false,"properties":{
          "turns":{"type":"integer","minimum":1,"maximum":100},
          "tokens":{"type":"integer","minimum":1000,"maximum":10000000},
          "cost":{"type":["number","null"],"minimum":0,"maximum":1000000},
          "time":{"type":"string","maxLength":30}}},
        "memory":{"type":"boolean"},
        "examples":{"type":"array","maxItems":50,
          "items":{"type":"string","minLength":1,"maxLength":500}},
        "handoffs":{"type":"array","maxItems":20,"items":{"type":"string","maxLength":64}},
        "public":{"type":"boolean"}}}
      """;

  @Inject private InputSchemas schemas;

  /**
   * @param version 0 if a file brings it
   * @throws InvalidAgent if it is no definition
   */
  public AgentDefinition parse(String name, int version, JsonObject json) throws InvalidAgent {
    checkName(name);
    List<SchemaViolation> wrong = schemas.check(SCHEMA, json);
    if (!wrong.isEmpty()) {
      SchemaViolation first = wrong.get(0);
      String field = first.path().replaceFirst("^[/.]", "").replace('/', '.');
      throw new InvalidAgent(
          field, field.isEmpty() ? first.message() : field + ": " + first.message());
    }
    return new AgentDefinition(
        name,
        version,
        json.getString("description"),
        json.getString("instructions"),
        json.get("model") instanceof JsonString model ? model.getString() : null,
        texts(json, "tools"),
        limits(json),
        json.getBoolean("memory", true),
        texts(json, "examples"),
        texts(json, "handoffs"),
        json.getBoolean("public", false),
        json.toString());
  }

  static void checkName(String name) throws InvalidAgent {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidAgent(
          "name",
          "name is '%s'; allowed: 1 to 64 lower-case letters, digits, - and _, beginning with a letter"
              .formatted(name.substring(0, Math.min(100, name.length()))));
    }
  }

  private static AgentLimits limits(JsonObject json) throws InvalidAgent {
    if (!(json.get("limits") instanceof JsonObject given)) {
      return AgentLimits.USUAL;
    }
    AgentLimits usual = AgentLimits.USUAL;
    BigDecimal cost =
        given.get("cost") instanceof JsonNumber number ? number.bigDecimalValue() : usual.cost();
    long tokens =
        given.containsKey("tokens") ? given.getJsonNumber("tokens").longValue() : usual.tokens();
    return new AgentLimits(
        given.getInt("turns", usual.turns()),
        tokens,
        cost,
        given.containsKey("time") ? time(given.getString("time")) : usual.time());
  }

  private static Duration time(String text) throws InvalidAgent {
    try {
      Duration time = Duration.parse(text);
      if (time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(LONGEST) <= 0) {
        return time;
      }
    } catch (DateTimeException e) {
      // The same as one that is too long.
    }
    throw new InvalidAgent(
        "limits.time", "limits.time is '%s'; allowed: PT1S to PT24H".formatted(text));
  }

  private static List<String> texts(JsonObject json, String member) {
    return json.containsKey(member)
        ? json.getJsonArray(member).getValuesAs(AgentParser::text)
        : List.of();
  }

  private static String text(JsonValue value) {
    return ((JsonString) value).getString();
  }
}
