package org.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All that model servers do wrong, over real connections. */
class ModelFailureTest extends ModelWire {

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
