package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.running.Api;

/** Texts that are as long as they may be, and cost whoever compares or reads them carelessly. */
class HostileTextIT extends RunningApi {

  private static final int LARGEST = 900_000;
  private static final Set<String> ENDED = Set.of("completed", "failed");

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "(", "please ", "a.", "7", "\\", "{", "\u0301\u0316", "\u03a3", "* ", "%25"})
  void workOnItEndsWhicheverDoorItCameBy(String repeated) {
    Api user = user("acme", "hostile");
    String quoted = Json.createValue(repeated).toString();
    int length = quoted.getBytes(StandardCharsets.UTF_8).length - 2;
    // Of 100,000 characters a message is read, of more it is refused.
    for (int count : new int[] {99_000 / repeated.length(), LARGEST / length}) {
      String text = '"' + quoted.substring(1, quoted.length() - 1).repeat(count) + '"';
      List<String> ids = new ArrayList<>();
      ids.add(task(user, "/api/chat/stream", "{\"chatId\":\"c\",\"message\":%s}", text));
      ids.add(task(user, "/message/send/async", "{\"parts\":[{\"text\":%s}]}", text));
      for (String type : List.of("chat_message", "request")) {
        String body = "{\"type\":\"" + type + "\",\"input\":{\"message\":%s}}";
        ids.add(task(user, "/api/tasks", body, text));
      }
      ids.add(
          task(
              user,
              "/api/tasks",
              "{\"type\":\"board_question\",\"input\":{\"question\":%s}}",
              text));
      for (String id : ids) {
        await(id).atMost(SOON).until(() -> id.isEmpty() || ENDED.contains(status(user, id)));
      }
    }
  }

  /** Its id, or nothing where the text is refused. */
  private static String task(Api user, String path, String body, String text) {
    Api.Answer answer = user.post(path, body.formatted(text));
    assertThat(answer.status()).as(path + answer).isIn(202, 400, 413);
    JsonObject receipt = answer.object();
    return answer.status() == 202
        ? receipt.getString("taskId", receipt.getString("task_id", receipt.getString("id", "")))
        : "";
  }

  private static String status(Api user, String id) {
    return user.get("/api/tasks/" + id).object().getString("status");
  }

  /** Each character of the one may have to be compared with each of the other. */
  @Test
  void aSearchThatTakesTooLongIsRefused() {
    Api user = user("acme", "searching");
    for (int i = 0; i < 10; i++) {
      user.submitDiagnostic("{\"echo\":\"" + "a".repeat(LARGEST) + "\"}");
    }
    String text = "a".repeat(199) + "b";
    for (String path : List.of("/api/tasks?q=", "/api/tasks?type=diagnostic&q=")) {
      Api.Answer refused = user.get(path + text);
      assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
      assertThat(refused.object().getString("field")).isEqualTo("q");
      assertThat(refused.object().getString("detail")).contains("createdFrom");
    }
    Api.Answer counted =
        user.post(
            "/api/tasks/bulk",
            "{\"action\":\"cancel\",\"dryRun\":true,\"filter\":{\"q\":\"" + text + "\"}}");
    assertThat(counted.status()).as(counted.toString()).isEqualTo(400);
    assertThat(user.get("/api/tasks?q=" + text + "&status=cancelled").status()).isEqualTo(200);
  }

  @Test
  void aSearchTextIsShort() {
    Api.Answer refused = operator.get("/api/tasks?q=" + "a".repeat(201));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.object().getString("detail")).contains("at most 200");
    String found = "\u00c4".repeat(200);
    assertThat(
            operator
                .get("/api/tasks?q=" + URLEncoder.encode(found, StandardCharsets.UTF_8))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/yaml",
        "text/yaml",
        "application/vnd.oai.openapi",
        "text/html;q=0.5, application/x-yaml;q=0.9"
      })
  void theDescriptionOfTheApiComesAsYamlByAnyOfItsNames(String accepted) {
    Api.Answer description =
        operator.send(operator.request("/openapi").header("Accept", accepted).build());
    assertThat(description.status()).isEqualTo(200);
    assertThat(description.headers().firstValue("Content-Type")).hasValue("application/yaml");
    assertThat(description.body().toString()).contains("openapi: 3.0");
  }

  @Test
  void theDescriptionComesAsJsonIfThatIsPreferred() {
    String accepted = "application/yaml;q=0.1, application/json";
    Api.Answer json =
        operator.send(operator.request("/openapi").header("Accept", accepted).build());
    assertThat(json.object().getString("openapi")).startsWith("3.0");
  }
}
