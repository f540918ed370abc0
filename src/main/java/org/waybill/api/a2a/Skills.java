package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import java.util.List;
import org.waybill.json.Json;

/** The skills in the agent card, described for other agents. */
final class Skills {

  /** Accepted in messages: text, data, and files of these types inside the message. */
  static final List<String> INPUT = List.of("text/plain", "text/markdown", "application/json");

  /** Answers are text; questions and the results of other tasks may be data. */
  static final List<String> OUTPUT = List.of("text/plain", "application/json");

  static final JsonObject CHAT =
      skill(
          "chat",
          "Answer questions",
          "Answers messages in a conversation. Messages of one context are answered in order, with"
              + " the earlier messages as context.",
          List.of("chat", "questions"),
          List.of("What is 17 * 23?", "How many days are there until 2027-01-01?"));

  static final JsonObject DOCUMENTS =
      skill(
          "documents",
          "Answer from documents",
          "Answers from the caller's uploaded documents and lists the passages used in the"
              + " artifact's metadata.",
          List.of("documents", "retrieval", "citations"),
          List.of("What does the contract say about notice periods?"));

  private Skills() {}

  private static JsonObject skill(
      String id, String name, String description, List<String> tags, List<String> examples) {
    return Json.object()
        .add("id", id)
        .add("name", name)
        .add("description", description)
        .add("tags", AgentCard.texts(tags))
        .add("examples", AgentCard.texts(examples))
        .add("inputModes", AgentCard.texts(INPUT))
        .add("outputModes", AgentCard.texts(OUTPUT))
        .build();
  }
}
