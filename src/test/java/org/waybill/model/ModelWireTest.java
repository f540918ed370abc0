package org.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.owner.Owner;

/** Three wire formats, and all that their servers do wrong; over real connections. */
class ModelWireTest {

  private static final String KEY = "sk-very-secret-key";
  private static final String OBJECT = "{\"type\":\"object\"}";

  /** What a server does with a request. */
  @FunctionalInterface
  interface Script {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
  private final List<String> pieces = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private Script script;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          requests.add(Json.read(new String(body, StandardCharsets.UTF_8)).asJsonObject());
          try (exchange) {
            script.answer(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private Models models(String provider, String more) throws IOException {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    String model =
        """
        {"name":"main","provider":"%s","url":"%s","model":"m-1","key":"%s","silenceSeconds":2,
         "price":{"in":2,"out":10,"cached":0.2}%s}
        """
            .formatted(provider, url, KEY, more);
    String other =
        """
        {"name":"other","provider":"openai","url":"%s/other","model":"m-2"}
        """
            .formatted(url);
    Path file = Files.writeString(folder.resolve("models.json"), "[" + model + "," + other + "]");
    return GivenModels.of(new Settings(Map.of("waybill.models", file.toString())::get), threads);
  }

  private ModelReply ask(String provider, Script given) throws Exception {
    script = given;
    return models(provider, "").call(call(conversation()), listener());
  }

  private static List<ModelMessage> conversation() {
    return List.of(
        new ModelMessage.Instructions("Be kind."), new ModelMessage.FromUser("Weather?"));
  }

  private static ModelCall call(List<ModelMessage> messages) {
    return new ModelCall(
        new Owner("acme", "ann"),
        null,
        null,
        "general",
        "main",
        messages,
        List.of(new OfferedTool("weather", "Says the weather.", OBJECT)),
        null,
        1_000);
  }

  private ModelListener listener() {
    return new ModelListener() {
      @Override
      public void piece(String text) {
        pieces.add(text);
      }

      @Override
      public void goOn() {
        // It may.
      }
    };
  }

  private static Script streams(String... lines) {
    return bytes(Stream.of(lines).collect(Collectors.joining("\n\n", "", "\n\n")), 1 << 20);
  }

  private static Script bytes(String text, int atOnce) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      byte[] all = text.getBytes(StandardCharsets.UTF_8);
      try (OutputStream out = exchange.getResponseBody()) {
        for (int i = 0; i < all.length; i += atOnce) {
          out.write(all, i, Math.min(atOnce, all.length - i));
          out.flush();
        }
      }
    };
  }

  private static Script fails(int status, String retryAfter) {
    return exchange -> {
      if (retryAfter != null) {
        exchange.getResponseHeaders().add("Retry-After", retryAfter);
      }
      byte[] body = ("{\"error\":\"" + KEY + " is no good\"}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  private static String openAi(String delta) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}";
  }

  private static String ended(String reason) {
    return "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
  }

  private static String fragment(String members) {
    return openAi("{\"tool_calls\":[{" + members + "}]}");
  }

  @Test
  void chatCompletionsOneByteAtATime() throws Exception {
    String text =
        String.join(
            "\n\n",
            ": comment",
            openAi("{\"role\":\"assistant\"}"),
            openAi("{\"content\":\"Grüße \"}"),
            openAi("{\"content\":\"🌦️\"}"),
            ended("stop"),
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":500}}}",
            "data: [DONE]",
            "");
    ModelReply reply = ask("openai", bytes(text, 1));
    assertThat(reply.text()).isEqualTo("Grüße 🌦️");
    assertThat(pieces).containsExactly("Grüße ", "🌦️");
    assertThat(reply.end()).isEqualTo(ModelReply.End.COMPLETE);
    assertThat(reply.usage().in()).isEqualTo(1000);
    assertThat(reply.usage().cached()).isEqualTo(500);
    assertThat(reply.usage().cost()).isEqualByComparingTo("0.0021");
  }

  @Test
  void interleavedFragments() throws Exception {
    ModelReply reply =
        ask(
            "openai",
            streams(
                fragment(
                    "\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"c\\\":\"}"),
                fragment(
                    "\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"d\\\":\"}"),
                fragment("\"index\":0,\"function\":{\"arguments\":\"1}\"}"),
                fragment("\"index\":1,\"function\":{\"arguments\":\"2}\"}"),
                ended("tool_calls"),
                "data: [DONE]"));
    assertThat(reply.end()).isEqualTo(ModelReply.End.CALLS);
    assertThat(reply.calls())
        .containsExactly(
            new RequestedCall("a", "weather", "{\"c\":1}"),
            new RequestedCall("b", "weather", "{\"d\":2}"));
  }

  @Test
  void callsThatAllComeAtPlaceZero() throws Exception {
    ModelReply reply =
        ask(
            "openai",
            streams(
                fragment(
                    "\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\"}"),
                fragment("\"index\":0,\"function\":{\"arguments\":\"}\"}"),
                fragment(
                    "\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"weather\",\"arguments\":\"[\"}"),
                fragment("\"index\":0,\"function\":{\"arguments\":\"]\"}"),
                ended("tool_calls")));
    assertThat(reply.calls()).extracting(RequestedCall::arguments).containsExactly("{}", "[]");
  }

  /** Nothing is glued together that may belong to different calls. */
  @Test
  void fragmentsThatCannotBeToldApartAreNoArguments() throws Exception {
    ModelReply reply =
        ask(
            "openai",
            streams(
                fragment("\"id\":\"a\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\"}"),
                fragment("\"id\":\"b\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\"}"),
                fragment("\"function\":{\"arguments\":\"}\"}"),
                ended("tool_calls")));
    assertThat(reply.calls())
        .extracting(RequestedCall::arguments)
        .hasSize(2)
        .allMatch(text -> text.contains("could not be told apart"));
  }

  @Test
  void idsAreUnique() throws Exception {
    ModelReply reply =
        ask(
            "openai",
            streams(
                fragment("\"index\":0,\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}"),
                fragment("\"index\":1,\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}"),
                ended("tool_calls")));
    assertThat(reply.calls()).extracting(RequestedCall::id).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void anAnswerThatWasCutOffSaysSoAndCallsNothing() throws Exception {
    ModelReply cut =
        ask(
            "openai",
            streams(
                openAi("{\"content\":\"So\"}"),
                fragment(
                    "\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\"}"),
                ended("length"),
                "data: [DONE]"));
    assertThat(cut.end()).isEqualTo(ModelReply.End.LENGTH);
    assertThat(cut.calls()).isEmpty();
    ModelReply filtered =
        ask("openai", streams(openAi("{\"content\":\"So\"}"), ended("content_filter")));
    assertThat(filtered.end()).isEqualTo(ModelReply.End.FILTERED);
  }

  @Test
  void halfAnAnswerIsNone() {
    String piece = openAi("{\"content\":\"Half a sen\"}");
    for (Script each :
        List.of(
            streams(piece),
            streams(piece, "data: {\"error\":{\"message\":\"overheated\"}}"),
            streams(piece, "data: not json"))) {
      assertThatThrownBy(() -> ask("openai", each)).isInstanceOf(ModelFailure.Broken.class);
    }
    assertThatThrownBy(
            () ->
                ask(
                    "openai",
                    exchange -> {
                      exchange.sendResponseHeaders(200, 0);
                      exchange
                          .getResponseBody()
                          .write((piece + "\n\n").getBytes(StandardCharsets.UTF_8));
                      exchange.getResponseBody().flush();
                      end.await();
                    }))
        .isInstanceOf(ModelFailure.Broken.class)
        .hasMessageContaining("sent nothing for 2 s");
    assertThatThrownBy(
            () ->
                ask(
                    "anthropic",
                    streams(
                        "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Half\"}}")))
        .isInstanceOf(ModelFailure.Broken.class);
    assertThatThrownBy(
            () -> ask("ollama", streams("{\"message\":{\"content\":\"Half\"},\"done\":false}")))
        .isInstanceOf(ModelFailure.Broken.class);
  }

  @Test
  void whoIsBusySaysWhenToComeBack() {
    ModelFailure.Busy seconds =
        catchThrowableOfType(ModelFailure.Busy.class, () -> ask("openai", fails(429, "7")));
    assertThat(seconds.after()).isEqualTo(Duration.ofSeconds(7));
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    ModelFailure.Busy later =
        catchThrowableOfType(ModelFailure.Busy.class, () -> ask("anthropic", fails(529, date)));
    assertThat(later.after()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThatThrownBy(
            () ->
                ask(
                    "anthropic",
                    streams(
                        "data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}")))
        .isInstanceOf(ModelFailure.Busy.class);
  }

  @Test
  void noKeyIsInAnyText() {
    for (int status : new int[] {400, 401, 500}) {
      assertThatThrownBy(() -> ask("openai", fails(status, null)))
          .isInstanceOf(status < 500 ? ModelFailure.Refused.class : ModelFailure.Broken.class)
          .extracting(failure -> failure + " " + failure.getCause())
          .asString()
          .doesNotContain(KEY);
    }
  }

  @Test
  void anthropic() throws Exception {
    ModelReply reply =
        ask(
            "anthropic",
            streams(
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":100,\"cache_read_input_tokens\":900}}}",
                "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}",
                "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hidden\"}}",
                "data: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                "data: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"I look.\"}}",
                "data: {\"type\":\"content_block_start\",\"index\":2,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"weather\",\"input\":{}}}",
                "data: {\"type\":\"content_block_start\",\"index\":3,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"weather\",\"input\":{}}}",
                "data: {\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"c\\\"\"}}",
                "data: {\"type\":\"content_block_delta\",\"index\":3,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}",
                "data: {\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\":1}\"}}",
                "data: {\"type\":\"ping\"}",
                "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":50}}",
                "data: {\"type\":\"message_stop\"}"));
    assertThat(reply.text()).isEqualTo("I look.");
    assertThat(reply.calls())
        .containsExactly(
            new RequestedCall("t1", "weather", "{\"c\":1}"),
            new RequestedCall("t2", "weather", "{}"));
    assertThat(reply.usage().in()).isEqualTo(1000);
    assertThat(reply.usage().out()).isEqualTo(50);
    assertThat(requests.get(0).getString("system")).isEqualTo("Be kind.");
    assertThat(requests.get(0).getInt("max_tokens")).isEqualTo(1000);
  }

  /** All results are in the message right after the calls, whatever was said between. */
  @Test
  void anthropicGetsAllResultsInOneMessage() throws Exception {
    script = streams("data: {\"type\":\"message_stop\"}");
    List<RequestedCall> calls =
        List.of(new RequestedCall("t1", "weather", "{}"), new RequestedCall("t2", "weather", "[x"));
    models("anthropic", "")
        .call(
            call(
                List.of(
                    new ModelMessage.FromUser("Weather?"),
                    new ModelMessage.FromModel("", calls),
                    new ModelMessage.ToolResult("t1", "weather", "sunny", false),
                    new ModelMessage.ToolResult("t2", "weather", "no JSON", true),
                    new ModelMessage.FromUser("And?"))),
            listener());
    var messages = requests.get(0).getJsonArray("messages");
    assertThat(messages).hasSize(3);
    assertThat(messages.getJsonObject(1).getJsonArray("content")).hasSize(2);
    assertThat(messages.getJsonObject(2).getJsonArray("content"))
        .extracting(block -> block.asJsonObject().getString("type"))
        .containsExactly("tool_result", "tool_result", "text");
  }

  @Test
  void ollama() throws Exception {
    ModelReply reply =
        ask(
            "ollama",
            streams(
                "{\"message\":{\"role\":\"assistant\",\"thinking\":\"hidden\",\"content\":\"\"},\"done\":false}",
                "{\"message\":{\"role\":\"assistant\",\"content\":\"I look.\"},\"done\":false}",
                "{\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"weather\",\"arguments\":{\"c\":1}}},"
                    + "{\"function\":{\"name\":\"weather\",\"arguments\":{}}}]},\"done\":false}",
                "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":26,\"eval_count\":12}"));
    assertThat(reply.text()).isEqualTo("I look.");
    assertThat(reply.end()).isEqualTo(ModelReply.End.CALLS);
    assertThat(reply.calls())
        .extracting(RequestedCall::arguments)
        .containsExactly("{\"c\":1}", "{}");
    assertThat(reply.calls()).extracting(RequestedCall::id).doesNotHaveDuplicates();
    assertThat(reply.usage().in()).isEqualTo(26);
  }

  @Test
  void aLongAnswerIsWhole() throws Exception {
    String line = openAi("{\"content\":\"" + "wörter ".repeat(143) + "\"}");
    String[] lines = Stream.generate(() -> line).limit(100).toArray(String[]::new);
    lines[99] = ended("stop");
    assertThat(ask("openai", streams(lines)).text()).hasSize(99 * 143 * 7);
  }

  @Test
  void anotherModelAnswersIfTheFirstFailsBeforeItSaysAnything() throws Exception {
    script =
        exchange -> {
          if (exchange.getRequestURI().getPath().startsWith("/other")) {
            streams(openAi("{\"content\":\"Here.\"}"), ended("stop")).answer(exchange);
          } else {
            fails(503, null).answer(exchange);
          }
        };
    Models models = models("anthropic", ",\"fallback\":[\"other\"]");
    ModelReply reply = models.call(call(conversation()), listener());
    assertThat(reply.model()).isEqualTo("other");
    assertThat(pieces).containsExactly("Here.");
    script =
        streams(
            "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Half\"}}");
    assertThatThrownBy(() -> models.call(call(conversation()), listener()))
        .isInstanceOf(ModelFailure.Broken.class);
    assertThat(pieces).containsExactly("Here.", "Half");
  }

  /** Its fallback is called at once, and is not suspended with it. */
  @Test
  void aModelThatFailsAgainAndAgainIsNotAskedForAWhile() throws Exception {
    script =
        exchange -> {
          if (exchange.getRequestURI().getPath().startsWith("/other")) {
            streams(openAi("{\"content\":\"Here.\"}"), ended("stop")).answer(exchange);
          } else {
            fails(503, null).answer(exchange);
          }
        };
    Models models = models("openai", ",\"fallback\":[\"other\"]");
    for (int i = 0; i < 15; i++) {
      assertThat(models.call(call(conversation()), listener()).model()).isEqualTo("other");
    }
    assertThat(requests).hasSize(10 + 15);
  }

  @Test
  void aFileThatIsNotUnderstoodNamesWhatIsWrong() throws IOException {
    assertThatThrownBy(() -> models("llama", ""))
        .hasMessageContaining("models.json")
        .hasMessageContaining("/0/provider");
    assertThatThrownBy(() -> models("openai", ",\"fallback\":[\"none\"]"))
        .hasMessageContaining("names 'none'");
    assertThatThrownBy(() -> models("openai", ",\"colour\":1")).hasMessageContaining("colour");
  }
}
