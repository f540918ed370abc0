package org.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.faults.Story.at;
import static org.waybill.faults.Story.event;
import static org.waybill.faults.Story.started;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.waybill.running.DiagnosticLines.Line;

/** A good history passes, and each rule has histories that break it and it alone. */
class HistoryCheckerTest {

  static List<BadHistories.Bad> bad() {
    return BadHistories.all();
  }

  @Test
  void aGoodHistoryBreaksNoRule() {
    assertThat(HistoryChecker.check(Story.good().told())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void aBadHistoryBreaksItsRuleAndNoOther(BadHistories.Bad bad) {
    assertThat(HistoryChecker.check(bad.story().told()))
        .isNotEmpty()
        .extracting(Violation::rule)
        .containsOnly(bad.rule());
  }

  @ParameterizedTest
  @EnumSource
  void eachRuleHasAHistoryThatBreaksIt(Rule rule) {
    assertThat(bad()).extracting(BadHistories.Bad::rule).contains(rule);
  }

  @Test
  void whoWasToldThatEventsAreMissingReadsThemElsewhere() {
    Story story = Story.good();
    story.events.clear();
    story.missed.add(at(60));
    assertThat(HistoryChecker.check(story.told())).isEmpty();
  }

  @Test
  void whatWasCommittedWhileASocketWasClosedIsNotOwed() {
    Story story = Story.good();
    story.resumes = false;
    story.events.clear();
    story.spans.clear();
    story.spans.add(new Heard.Span(at(0), at(12), true));
    story.spans.add(new Heard.Span(at(30), at(100), false));
    assertThat(HistoryChecker.check(story.told()))
        .singleElement()
        .extracting(Violation::what)
        .asString()
        .as("only the start at second 2, ten before the break")
        .contains("1 starts and 0 ends");
  }

  @Test
  void aProcessThatEndsWhileATaskRunsMayBeChargedToIt() {
    Story story = Story.good();
    story.kills.add(at(7));
    story
        .accepted("a", null, 5)
        .ran("a", 2, 9, 10)
        .row(
            "a",
            "completed",
            2,
            1,
            2,
            started(2, 6, 1),
            event(3, "retrying", 8, 1),
            started(4, 9, 2),
            event(5, "completed", 10, 2));
    story.lines.add(new Line("id-a", 1, "w2", "start", at(6)));
    List.of(2, 4, 5).forEach(seq -> story.hears("a", seq));
    assertThat(HistoryChecker.check(story.told())).isEmpty();
  }

  @Test
  void whoRefusesAndSaysThatItIsNotReadyIsHonest() {
    Story story = Story.good();
    BadHistories.refuses(story);
    story.health.add(0, new History.Health(at(20), 503));
    assertThat(HistoryChecker.check(story.told())).isEmpty();
  }
}
