package org.waybill.handlers.requests;

import jakarta.json.JsonObject;
import java.util.List;

/** Makes one response of the answers. */
final class Responder {

  private Responder() {}

  /** A single answer as it is; several under their questions, signed once. */
  static String respond(List<JsonObject> steps, List<JsonObject> answers) {
    if (answers.size() == 1) {
      return answers.get(0).getString("text");
    }
    String agent = answers.get(0).getString("agent");
    String signature = agent + "\n\n";
    StringBuilder response = new StringBuilder(agent);
    for (int i = 0; i < answers.size(); i++) {
      String text = answers.get(i).getString("text");
      response.append("\n\n").append(i + 1).append(". ").append(steps.get(i).getString("question"));
      response
          .append("\n")
          .append(text.startsWith(signature) ? text.substring(signature.length()) : text);
    }
    return response.toString();
  }

  static String thought(List<JsonObject> answers) {
    return answers.size() == 1
        ? "The answer is used as the response."
        : "The response combines " + answers.size() + " answers.";
  }
}
