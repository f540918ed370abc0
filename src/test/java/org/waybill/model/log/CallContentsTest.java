package org.waybill.model.log;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.json.Json;
import org.waybill.model.ModelCalled;
import org.waybill.model.ModelImage;
import org.waybill.model.ModelMessage;
import org.waybill.model.RequestedCall;

/** What is kept of what was said. */
class CallContentsTest {

  private static JsonObject contents(ModelMessage... messages) {
    ModelCalled called = GivenCalls.completed(GivenCalls.of(null, null, null), messages);
    return Json.read(CallContents.of(called.call(), called.reply())).asJsonObject();
  }

  @Test
  void messagesToolsAndTheReplyAreThere() {
    JsonObject contents =
        contents(
            new ModelMessage.Instructions("You help."),
            new ModelMessage.FromUser("Where?"),
            new ModelMessage.FromModel("", List.of(new RequestedCall("c0", "look", "{}"))),
            new ModelMessage.ToolResult("c0", "look", "closed", true));
    assertThat(contents.getJsonArray("messages").toString())
        .isEqualTo(
            "[{\"role\":\"system\",\"content\":\"You help.\"},"
                + "{\"role\":\"user\",\"content\":\"Where?\"},"
                + "{\"role\":\"assistant\",\"content\":\"\","
                + "\"calls\":[{\"id\":\"c0\",\"tool\":\"look\",\"arguments\":\"{}\"}]},"
                + "{\"role\":\"tool\",\"callId\":\"c0\",\"tool\":\"look\",\"content\":\"closed\","
                + "\"isError\":true}]");
    assertThat(contents.getJsonArray("tools").toString())
        .isEqualTo(
            "[{\"name\":\"look\",\"description\":\"Looks.\",\"arguments\":{\"type\":\"object\"}}]");
    assertThat(contents.getJsonObject("reply").getString("text")).isEqualTo("Let me look.");
    assertThat(contents.getJsonObject("reply").getJsonArray("calls")).hasSize(1);
  }

  @Test
  void ofAnImageItsSizeIsKept() {
    ModelImage image = new ModelImage("image/jpeg", new byte[3_000]);
    assertThat(contents(new ModelMessage.FromUser("Open?", List.of(image))).get("messages"))
        .hasToString(
            "[{\"role\":\"user\",\"content\":\"Open?\","
                + "\"images\":[{\"mediaType\":\"image/jpeg\",\"bytes\":3000}]}]");
  }

  @Test
  void whatIsTooLongIsCutAndSaysSo() {
    List<ModelMessage> messages = new ArrayList<>();
    messages.add(new ModelMessage.Instructions("First."));
    for (int i = 0; i < 30; i++) {
      messages.add(new ModelMessage.FromUser(i + "x".repeat(50_000)));
    }
    JsonObject contents = contents(messages.toArray(ModelMessage[]::new));
    List<JsonObject> kept = contents.getJsonArray("messages").getValuesAs(JsonObject.class);
    assertThat(contents.toString()).hasSizeLessThan(260_000);
    assertThat(kept.get(0).getString("content")).isEqualTo("First.");
    assertThat(kept.get(1).getInt("omitted")).isEqualTo(30 - (kept.size() - 2));
    assertThat(kept.get(kept.size() - 1).getString("content"))
        .startsWith("29x")
        .endsWith("… (cut: 50,002 characters in all)");
  }

  /** Half of a surrogate pair, and a zero, which a text column takes none of. */
  @Test
  void whatCannotBeStoredIsReplaced() {
    JsonObject contents = contents(new ModelMessage.FromUser("a\uD83Db\u0000c"));
    assertThat(contents.toString()).contains("a?b\\u0000c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my key sk-proj-0123456789abcdefGHIJ works",
        "Authorization: Bearer abcdefghijklmnop.0123456789",
        "Authorization: Basic YW5uOnNlY3JldHNlY3JldA==",
        "token ghp_0123456789abcdefghijABCDEFGHIJ",
        "wb_0123456789abcdefghijABCDEFGHIJ",
        "AKIA0123456789ABCDEF",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE0123456789abcdef\n-----END RSA PRIVATE KEY-----",
        "{\"user\":\"ann\",\"password\":\"0123456789abcdef\"}",
      })
  void credentialsAreMasked(String text) {
    JsonObject contents =
        contents(
            new ModelMessage.FromUser(text),
            new ModelMessage.FromModel("", List.of(new RequestedCall("c0", "look", text))));
    assertThat(contents.toString())
        .contains("***")
        .doesNotContain("0123456789")
        .doesNotContain("c2lnbmF0dXJl")
        .doesNotContain("YW5uOnNlY3Jld");
  }

  @Test
  void otherTextStaysAsItIs() {
    String text = "The key question: a bearer of basic responsibilities has a secret, task-1 says.";
    assertThat(contents(new ModelMessage.FromUser(text)).toString()).contains(text);
  }
}
