package org.waybill.agent;

import jakarta.json.JsonObject;
import java.util.List;
import org.waybill.json.Json;

/** What a scripted model was asked, in OpenAI's format. */
public record ModelRequest(JsonObject json) {

  public static ModelRequest of(String body) {
    return new ModelRequest(Json.read(body).asJsonObject());
  }

  public List<JsonObject> messages() {
    return json.getJsonArray("messages").getValuesAs(JsonObject.class);
  }

  public String instructions() {
    return messages().get(0).getString("content");
  }

  private JsonObject last() {
    return messages().get(messages().size() - 1);
  }

  /** The last message. */
  public String text() {
    return last().getString("content");
  }

  /** Whether the last message is what a tool has answered. */
  public boolean isToolResult() {
    return last().getString("role").equals("tool");
  }

  /** The conversation, without the instructions. */
  public List<String> conversation() {
    return messages().stream().skip(1).map(each -> each.getString("content", "")).toList();
  }
}
