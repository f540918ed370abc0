package org.waybill.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.handler.Question.Field;
import org.waybill.json.Json;

class QuestionTest {

  private static final Question FORM =
      Question.form(
          "Where to?",
          List.of(
              new Field("street", Field.Type.TEXT, true),
              new Field("number", Field.Type.NUMBER, false),
              new Field("gift", Field.Type.BOOLEAN, false)));
  private static final Question CHOICE = Question.choice("Which?", List.of("red", "blue"));

  private static String misfit(Question question, String answer) {
    return question
        .misfit(Json.read(answer))
        .map(wrong -> wrong.field() + " " + wrong.what() + "; " + wrong.allowed())
        .orElse("fits");
  }

  @Test
  void aConfirmationTakesABoolean() {
    Question question = Question.confirmation("Sure?");
    assertThat(misfit(question, "true")).isEqualTo("fits");
    assertThat(misfit(question, "\"yes\"")).contains("is \"yes\"", "true or false");
  }

  @Test
  void aChoiceTakesOneOfItsOptions() {
    assertThat(misfit(CHOICE, "\"red\"")).isEqualTo("fits");
    assertThat(misfit(CHOICE, "\"green\"")).contains("\"green\"", "\"red\", \"blue\"");
    assertThat(misfit(CHOICE, "1")).contains("\"red\", \"blue\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"street\":\"Elm\"} | fits",
        "{\"street\":\"Elm\",\"number\":4.5,\"gift\":true} | fits",
        "{\"street\":\"Elm\",\"number\":null} | fits",
        "{\"number\":1} | street is missing",
        "{\"street\":7} | street is 7; text",
        "{\"street\":\"Elm\",\"number\":\"4\"} | number is \"4\"; a number",
        "{\"street\":\"Elm\",\"gift\":1} | gift is 1; true or false",
        "{\"street\":\"Elm\",\"town\":\"X\"} | town is not a field of the question; the fields"
            + " street, number, gift",
        "\"Elm\" | an object with the fields street, number, gift"
      })
  void aFormTakesItsFields(String answer, String expected) {
    assertThat(misfit(FORM, answer)).contains(expected);
  }

  @Test
  void callsOfToolsTakeResultsOfTheOnesAskedFor() {
    Question question = Question.toolCalls("Run: paint", List.of("a", "b"));
    assertThat(misfit(question, "{\"a\":\"done\"}")).isEqualTo("fits");
    assertThat(misfit(question, "{\"a\":{\"x\":1},\"b\":{\"error\":\"no\"}}")).isEqualTo("fits");
    assertThat(misfit(question, "{}")).contains("results of the calls \"a\", \"b\"");
    assertThat(misfit(question, "\"done\"")).contains("\"a\", \"b\"");
    assertThat(misfit(question, "{\"c\":\"done\"}")).startsWith("c is not a call");
    assertThat(misfit(question, "{\"b\":\"" + "x".repeat(200_001) + "\"}"))
        .isEqualTo("b has 200003 characters of JSON; at most 200000 characters");
  }

  @Test
  void aQuestionIsReadAsItWasWritten() {
    Question question = CHOICE.orElse(Json.read("\"blue\""));
    assertThat(Question.of(question.toJson())).isEqualTo(question);
    assertThat(Question.of(FORM.toJson())).isEqualTo(FORM);
    assertThat(Question.of(Json.read("{\"text\":\"Who?\",\"expiresAfterMs\":500}").asJsonObject()))
        .isEqualTo(Question.text("Who?").expiresAfter(Duration.ofMillis(500)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{} | text is missing",
        "{\"text\":\"a\",\"kind\":\"choice\"} | options is empty",
        "{\"text\":\"a\",\"kind\":\"form\"} | fields is empty",
        "{\"text\":\"a\",\"kind\":\"confirmation\",\"default\":\"yes\"} | default is \"yes\"",
        "{\"text\":\"a\",\"kind\":\"riddle\"} | RIDDLE",
        "{\"text\":\"a\",\"options\":\"b\"} | wrong JSON type"
      })
  void whatIsNoQuestionIsRefused(String json, String expected) {
    assertThatThrownBy(() -> Question.of(Json.read(json).asJsonObject()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }
}
