package org.waybill.api.agents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.waybill.agent.definition.AgentRow;
import org.waybill.agent.definition.Agents;
import org.waybill.agent.definition.AnsweredChats;
import org.waybill.api.FieldText;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;
import org.waybill.score.Scores;

/**
 * Which requests a version of an agent is to answer again: {@code
 * {"version":…,"tasks":[id],"chats":[id],"scored":name,"cases":[{"message":text}]}}.
 */
@ApplicationScoped
public class EvaluationRequest {

  /** Of one evaluation. */
  static final int MOST = 50;

  private static final int LONGEST_MESSAGE = 32_000;
  private static final int LONGEST_NAME = 64;
  private static final Set<String> MEMBERS = Set.of("version", "tasks", "chats", "scored", "cases");

  @Inject private Agents agents;
  @Inject private AnsweredChats chats;
  @Inject private Scores scores;

  /**
   * The input of the task.
   *
   * @throws Problem naming what is wrong
   */
  JsonObject read(RequestBody body, String tenant, String agent) {
    body.allowOnly(MEMBERS, "body");
    int version = version(body, tenant, agent);
    Set<UUID> tasks = new LinkedHashSet<>(tasks(body));
    List<String> named = chats(body);
    if (!named.isEmpty()) {
      tasks.addAll(chats.tasks(tenant, named, MOST + 1));
    }
    String score = body.line("scored", LONGEST_NAME);
    if (score != null) {
      tasks.addAll(scores.tasks(tenant, agent, score, MOST));
    }
    List<String> messages = messages(body);
    int count = tasks.size() + messages.size();
    if (count == 0 || count > MOST) {
      throw RequestBody.wrong(
          "body",
          "names " + count + " cases",
          "1 to %d by tasks, chats, scored and cases together".formatted(MOST));
    }
    JsonArrayBuilder cases = Json.array();
    tasks.forEach(task -> cases.add(Json.object().add("task", task.toString())));
    messages.forEach(message -> cases.add(Json.object().add("message", message)));
    return Json.object().add("agent", agent).add("version", version).add("cases", cases).build();
  }

  /** The one that is named, else the candidate, else the current one. */
  private int version(RequestBody body, String tenant, String agent) {
    int current =
        agents.find(tenant, agent).orElseThrow(() -> Problem.notFound("agent " + agent)).version();
    Integer candidate = agents.row(tenant, agent).map(AgentRow::candidate).orElse(null);
    int version =
        body.number("version", candidate == null ? current : candidate, 0, Agents.MOST_VERSIONS);
    if (agents.version(tenant, agent, version).isEmpty()) {
      throw RequestBody.wrong("version", "is " + version, "a version of agent " + agent);
    }
    return version;
  }

  private static List<UUID> tasks(RequestBody body) {
    List<UUID> tasks = new ArrayList<>();
    for (String text : texts(body, "tasks", LONGEST_NAME)) {
      tasks.add(
          FieldText.uuid(text)
              .orElseThrow(
                  () -> RequestBody.wrong("tasks", "contains '" + text + "'", "ids of tasks")));
    }
    return tasks;
  }

  private static List<String> chats(RequestBody body) {
    List<String> ids = texts(body, "chats", 1_000);
    ids.forEach(id -> FieldText.line("chats", id));
    return ids;
  }

  private static List<String> texts(RequestBody body, String field, int longest) {
    JsonArray given = body.array(field, MOST);
    List<String> texts = new ArrayList<>();
    for (JsonValue each : given == null ? JsonValue.EMPTY_JSON_ARRAY : given) {
      if (!(each instanceof JsonString text) || text.getString().length() > longest) {
        throw RequestBody.wrong(
            field, "contains something else", "texts of at most " + longest + " characters");
      }
      texts.add(text.getString());
    }
    return texts;
  }

  private static List<String> messages(RequestBody body) {
    JsonArray given = body.array("cases", MOST);
    List<String> messages = new ArrayList<>();
    for (JsonValue each : given == null ? JsonValue.EMPTY_JSON_ARRAY : given) {
      RequestBody one = RequestBody.of(each, "cases");
      one.allowOnly(Set.of("message"), "cases");
      messages.add(one.requiredText("message", LONGEST_MESSAGE));
    }
    return messages;
  }
}
