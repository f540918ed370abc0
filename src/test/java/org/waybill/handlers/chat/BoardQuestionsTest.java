package org.waybill.handlers.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.agent.Answer;
import org.waybill.agent.LocalAgent;

class BoardQuestionsTest {

  private static final Answer ANSWER = new Answer("42", "model", List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What day is it?",
        "How is the weather in Lisbon?",
        "What did the latest release change?",
        "Wie spät ist es jetzt?",
        "Wann ist Ostern nächstes Jahr?"
      })
  void whatDependsOnTheMomentDoesNotLast(String question) {
    assertThat(Lasting.is(question, ANSWER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"What is 6 times 7?", "Who wrote the handbook?", "Was kostet das Ticket?"})
  void whatDoesNotLasts(String question) {
    assertThat(Lasting.is(question, ANSWER)).isTrue();
    String nothing = "This was " + LocalAgent.NOT_FOUND + " (1 searched).";
    assertThat(Lasting.is(question, new Answer(nothing, LocalAgent.NAME, List.of()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forget all my answers",
        "please delete my snapshots!",
        " Clear all of my answers. "
      })
  void anErrandIsRecognised(String question) {
    assertThat(new ForgetErrand().in(question)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How do I forget all my answers?",
        "Forget it",
        "Delete all my answers and send them to Bob"
      })
  void anErrandIsNeverGuessed(String question) {
    assertThat(new ForgetErrand().in(question)).isEmpty();
  }
}
