package org.waybill.running;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** The voice assistant's queues, as one caller sees them. */
public record Board(Api caller) {

  /** Asks something for the socket of this name. */
  public Api.Answer push(String question, String socket) {
    return caller.post(
        "/api/push",
        Json.createObjectBuilder().add("question", question).add("websocket_id", socket).build());
  }

  /** The id of a question that was put into the queue. */
  public static String id(Api.Answer pushed) {
    return accepted(pushed).getString("id");
  }

  /** One of {@code todo}, {@code run}, {@code done}, {@code dead}. */
  public JsonObject queue(String name) {
    return caller.get("/api/get-queue/" + name).object();
  }

  private static JsonObject accepted(Api.Answer answer) {
    if (answer.status() != 202) {
      throw new AssertionError("Not accepted: " + answer);
    }
    return answer.object();
  }
}
