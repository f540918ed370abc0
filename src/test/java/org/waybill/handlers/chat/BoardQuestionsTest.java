package org.waybill.handlers.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.agent.Answer;
import org.waybill.agent.LocalAgent;
import org.waybill.config.Settings;
import org.waybill.notify.MailServer;

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
    assertThat(CacheabilityRule.is(question, ANSWER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"What is 6 times 7?", "Who wrote the handbook?", "Was kostet das Ticket?"})
  void whatDoesNotLasts(String question) {
    assertThat(CacheabilityRule.is(question, ANSWER)).isTrue();
    String nothing = "This was " + LocalAgent.NOT_FOUND + " (1 searched).";
    assertThat(CacheabilityRule.is(question, new Answer(nothing, LocalAgent.NAME, List.of())))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forget all my answers",
        "please delete my snapshots!",
        " Clear all of my answers. "
      })
  void anErrandIsRecognised(String question) {
    assertThat(new DeleteSnapshotsAction().in(question)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Send an email to bob@elsewhere.org: hello",
        "Send an email to bob@example.com.elsewhere.org: hello",
        "How do I send an email to bob@example.com: hello",
        "Send an email to bob@example.com,eve@elsewhere.org: hello",
        "Send an email to bob@example.com",
        "Send an email to bob@example.com\nBcc: eve@elsewhere.org: hello"
      })
  void noMailGoesToWhoIsNotAllowed(String question) {
    assertThat(mailing("example.com").in(question)).isEmpty();
    assertThat(mailing("").in("Send an email to bob@example.com: hello")).isEmpty();
    assertThat(mailing("example.com").in("Mail to Bob@Example.com, saying hello")).isPresent();
  }

  private static SendMailAction mailing(String domains) {
    Settings settings =
        new Settings(
            Map.of("waybill.board.mail-domains", domains, "waybill.smtp.host", "localhost")::get);
    return new SendMailAction(settings, new MailServer(settings, Clock.systemUTC()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How do I forget all my answers?",
        "Forget it",
        "Delete all my answers and send them to Bob"
      })
  void anErrandIsNeverGuessed(String question) {
    assertThat(new DeleteSnapshotsAction().in(question)).isEmpty();
  }
}
