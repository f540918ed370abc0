package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.api.RequestBody;
import org.waybill.handler.Question;
import org.waybill.handler.Question.Field;
import org.waybill.json.Json;
import org.waybill.text.Growth;

class AnswerMessageTest {

  private static final Question SURE = Question.confirmation("Sure?");
  private static final Question WHICH = Question.choice("Which?", List.of("Hall", "Office"));

  private static IncomingMessage says(String part) {
    String message =
        "{\"message\":{\"messageId\":\"m\",\"role\":\"ROLE_USER\",\"parts\":[" + part + "]}}";
    return IncomingMessage.read(RequestBody.of(Json.read(message), "params"), ProtocolVersion.V1_0);
  }

  private static String reply(Question question, String part) {
    return AnswerMessage.to(question, says(part)).toString();
  }

  private static String text(String text) {
    return Json.object("text", text);
  }

  @ParameterizedTest
  @CsvSource({"yes, true", "' OK ', true", "no, false", "False, false"})
  void yesAndNoAreSaidInWords(String said, String answer) {
    assertThat(reply(SURE, text(said))).isEqualTo(answer);
  }

  @Test
  void anOptionIsNamedInAnyCase() {
    assertThat(reply(WHICH, text("office"))).isEqualTo("\"Office\"");
  }

  @Test
  void aTextIsTakenAsItIs() {
    assertThat(reply(Question.text("What?"), text("yes"))).isEqualTo("\"yes\"");
  }

  @Test
  void dataCountAsTheyAreAndMayBeWrapped() {
    assertThat(reply(SURE, "{\"data\":true}")).isEqualTo("true");
    assertThat(reply(SURE, "{\"data\":{\"value\":false}}")).isEqualTo("false");
    Question form = Question.form("Who?", List.of(new Field("name", Field.Type.TEXT, true)));
    assertThat(reply(form, "{\"data\":{\"name\":\"Ada\"}}")).isEqualTo("{\"name\":\"Ada\"}");
  }

  @Test
  void whatIsNoAnswerIsRefusedWithWhatWouldBeOne() {
    assertThatThrownBy(() -> reply(WHICH, text("cellar")))
        .isInstanceOfSatisfying(
            A2aProblem.class,
            problem -> {
              assertThat(problem.error()).isEqualTo(A2aError.INVALID_PARAMS);
              assertThat(problem.detail()).contains("\"Hall\", \"Office\"");
            });
  }

  @Test
  void aLongAnswerTakesLinearTime() throws Exception {
    Growth.isLinear(
        text -> {
          String part = Json.object().add("text", text).add("mediaType", text).build().toString();
          try {
            reply(WHICH, part);
          } catch (RuntimeException e) {
            // None of them is an option: what counts is how long it takes to see that.
            return;
          }
        });
  }
}
