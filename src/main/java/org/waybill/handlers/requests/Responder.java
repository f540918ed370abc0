package org.waybill.handlers.requests;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Makes one response of the answers. */
final class Responder {

  private Responder() {}

  /** A single answer as it is; several under their questions. */
  static String respond(List<JsonObject> steps, List<JsonObject> answers) {
    if (answers.size() == 1) {
      return answers.get(0).getString("text");
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      parts.add(
          "%d. %s\n%s"
              .formatted(
                  i + 1, steps.get(i).getString("question"), answers.get(i).getString("text")));
    }
    return String.join("\n\n", parts);
  }

  static String thought(List<JsonObject> answers) {
    return answers.size() == 1
        ? "The answer is used as the response."
        : "The response combines " + answers.size() + " answers.";
  }
}
