package org.waybill.api.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.agent.AgentServer;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.NodePackages;
import org.waybill.running.RunningServer;

/**
 * OpenAI's official client against a running server, whose agents' model is scripted; what the
 * client does stands in {@code src/test/responses}. Needs Node and npm: without them it is skipped,
 * but fails where {@code CI} is set.
 */
class ResponsesIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LATER = Duration.ofMinutes(2);

  private static NodePackages packages;
  private static AgentServer agents;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    packages = NodePackages.install("responses", "responses");
    agents = AgentServer.start(ResponsesIT::script);
    server = agents.running();
  }

  @AfterAll
  static void end() {
    if (agents != null) {
      agents.close();
    }
  }

  /** What the model does with a request: it goes by the last message. */
  private static ScriptedModel.Script script(ModelRequest request) {
    String text = request.text();
    if (request.isToolResult()) {
      return ScriptedModel.says("The tool said ", text);
    }
    if (text.startsWith("mail ")) {
      return ScriptedModel.calls("", "mail", text.substring(5));
    }
    if (text.startsWith("paint ")) {
      return ScriptedModel.callsAll(
          "paint", Json.object("color", text.substring(6)),
          "calculator", Json.object("expression", "20+1"),
          "paint", Json.object("color", "green"));
    }
    return switch (text) {
      case "slowly" -> ScriptedModel.repeats(40, 40, "la ");
      case "drone" -> ScriptedModel.drones(50);
      case "fail" -> ScriptedModel.fails(400, null);
      default -> ScriptedModel.says("messages: ", Integer.toString(request.conversation().size()));
    };
  }

  @Test
  void theOfficialClientWorksUnchanged() throws Exception {
    Api ann = server.api().user("ann");
    packages.run(
        List.of("node", "client.mjs"),
        Map.of("WAYBILL", server.base().toString(), "TOKEN", ann.token()));
    assertThat(agents.postbox().received()).hasSize(1);
    assertThat(agents.model().requests()).noneMatch(request -> request.contains("OBEY-ME"));
  }

  @Test
  void theEventsAreTheSameOnAnotherNodeAndToNobodyElse() throws Exception {
    Api bob = server.api().user("bob");
    Api.Answer answer = bob.post("/v1/responses", "{\"model\":\"general\",\"input\":\"slowly\"}");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    assertThat(answer.object().getString("status")).isEqualTo("completed");
    String path = "/v1/responses/" + answer.object().getString("id");
    String here = stream(bob, path);
    assertThat(here).contains("event: response.completed").endsWith("data: [DONE]\n\n");
    try (RunningServer other = server.joinApi(Map.of())) {
      assertThat(stream(new Api(other.base(), bob.token()), path)).isEqualTo(here);
    }
    assertThat(server.api().user("eve").get(path).status()).isEqualTo(404);
  }

  @Test
  void aCrashInTheMiddleChangesNoEventThatWasSent() throws Exception {
    Api carl = server.api().user("carl");
    String body = "{\"model\":\"general\",\"input\":\"slowly\",\"background\":true}";
    String path = "/v1/responses/" + carl.post("/v1/responses", body).object().getString("id");
    List<String> seen = begin(carl, path);
    server.killServer();
    server.launcher().awaitEnd(SOON);
    server.restart();
    await("the end")
        .atMost(LATER)
        .until(() -> carl.get(path).object().getString("status").equals("completed"));
    List<String> all = stream(carl, path).lines().filter(ResponsesIT::isEvent).toList();
    assertThat(all).startsWith(seen.toArray(String[]::new));
    assertThat(all.stream().map(ResponsesIT::number))
        .containsExactlyElementsOf(IntStream.range(0, all.size()).boxed().toList());
    JsonObject response = carl.get(path).object();
    assertThat(response.getJsonArray("output")).hasSize(1);
    assertThat(response.toString()).contains("la ".repeat(40)).doesNotContain("la ".repeat(41));
  }

  /** The response with the calls is asked for by one server, and goes on in another. */
  @Test
  void aToolOfTheClientIsWaitedForThroughARestart() throws Exception {
    Api dora = server.api().user("dora");
    String body =
        """
        {"model":"general","input":"paint red","tools":[{"type":"function","name":"paint",
          "parameters":{"type":"object","required":["color"],"properties":{"color":{}}}}]}""";
    Api.Answer asked = dora.post("/v1/responses", body);
    assertThat(asked.status()).as("%s", asked.body()).isEqualTo(200);
    List<String> calls =
        asked.object().getJsonArray("output").getValuesAs(JsonObject.class).stream()
            .filter(item -> item.getString("type").equals("function_call"))
            .map(item -> item.getString("call_id"))
            .toList();
    assertThat(calls).hasSize(2);
    server.killServer();
    server.launcher().awaitEnd(SOON);
    server.restart();
    String previous = asked.object().getString("id");
    Api eve = server.api().user("eve-paints");
    assertThat(eve.post("/v1/responses", outputs(previous, calls)).status()).isEqualTo(400);
    assertThat(eve.get("/v1/responses/" + previous).status()).isEqualTo(404);
    Api.Answer done = dora.post("/v1/responses", outputs(previous, calls));
    assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
    assertThat(done.object().toString()).contains("The tool said painted");
    Api.Answer again = dora.post("/v1/responses", outputs(previous, calls));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.object().getJsonObject("error").getString("code"))
        .isEqualTo("question_answered");
  }

  private static String outputs(String previous, List<String> calls) {
    return "{\"model\":\"general\",\"previous_response_id\":\"%s\",\"input\":[%s]}"
        .formatted(
            previous,
            String.join(
                ",",
                calls.stream()
                    .map(
                        call ->
                            "{\"type\":\"function_call_output\",\"call_id\":\"%s\",\"output\":\"painted\"}"
                                .formatted(call))
                    .toList()));
  }

  private static List<String> begin(Api api, String path) throws Exception {
    try (Stream<String> lines =
        HttpClient.newHttpClient()
            .send(
                api.request(path + "?stream=true").timeout(SOON).GET().build(),
                BodyHandlers.ofLines())
            .body()) {
      return lines.filter(ResponsesIT::isEvent).limit(10).toList();
    }
  }

  private static boolean isEvent(String line) {
    return line.startsWith("data: {");
  }

  private static int number(String line) {
    return Json.read(line.substring(6)).asJsonObject().getInt("sequence_number");
  }

  private static String stream(Api api, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            api.request(path + "?stream=true").timeout(SOON).GET().build(), BodyHandlers.ofString())
        .body();
  }
}
