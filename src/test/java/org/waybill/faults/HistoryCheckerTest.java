package org.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.faults.Story.answer;
import static org.waybill.faults.Story.at;
import static org.waybill.faults.Story.event;
import static org.waybill.faults.Story.started;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.waybill.faults.Submission.Reply;
import org.waybill.running.DiagnosticLines.Line;

/** A good history passes, and each rule has histories that break it and it alone. */
class HistoryCheckerTest {

  private static final String NOTHING = "The database does not answer; nothing was stored.";

  /** What went wrong, told on top of a good history. */
  record Bad(Rule rule, String what, Story story) {
    @Override
    public String toString() {
      return rule + ": " + what;
    }
  }

  private static Bad bad(Rule rule, String what, java.util.function.Consumer<Story> change) {
    Story story = Story.good();
    change.accept(story);
    return new Bad(rule, what, story);
  }

  private static final List<Bad> BAD =
      Stream.of(storage(), effects(), streams(), service()).flatMap(all -> all).toList();

  private static Stream<Bad> storage() {
    return Stream.of(
        bad(Rule.STORED, "lost", story -> story.accepted("lost", null, 5)),
        bad(Rule.STORED, "twice", story -> again(story.accepted("a", null, 5))),
        bad(
            Rule.STORED,
            "two receipts",
            story ->
                story
                    .submitted(
                        "a",
                        null,
                        false,
                        answer(5, Reply.ACCEPTED, "id-a"),
                        answer(6, Reply.ACCEPTED, "id-b"))
                    .ran("a", 1, 6, 7)
                    .completed("a", 1, 6, 7)),
        bad(
            Rule.REFUSED,
            "given up and stored twice",
            story -> again(story.submitted("a", null, false, answer(5, Reply.UNKNOWN, "time")))),
        bad(
            Rule.HONEST,
            "stored after all",
            story ->
                story
                    .submitted("a", null, false, answer(5, Reply.REFUSED, NOTHING))
                    .ran("a", 1, 6, 7)
                    .completed("a", 1, 6, 7)),
        bad(
            Rule.ENDED,
            "still running",
            story ->
                story
                    .accepted("a", null, 5)
                    .row("a", "processing", 1, 0, null, started(2, 99, 1))
                    .hears("a", 2)),
        bad(
            Rule.ENDED,
            "refused, stored and left in line",
            story ->
                story
                    .submitted("a", null, false, answer(5, Reply.UNKNOWN, "time"))
                    .row("a", "queued", 0, 0, null)),
        bad(
            Rule.COMPLETED,
            "an innocent failed",
            story -> ended(story.accepted("a", null, 5), "failed")),
        bad(
            Rule.COMPLETED,
            "a poison completed",
            story ->
                story
                    .submitted("a", null, true, answer(5, Reply.ACCEPTED, "id-a"))
                    .ran("a", 1, 6, 7)
                    .completed("a", 1, 6, 7)),
        bad(
            Rule.NUMBERED,
            "a gap",
            story ->
                story
                    .accepted("a", null, 5)
                    .ran("a", 1, 6, 7)
                    .row("a", "completed", 1, 0, 1, started(2, 6, 1), event(4, "completed", 7, 1))
                    .hears("a", 2)
                    .hears("a", 4)),
        bad(
            Rule.NUMBERED,
            "goes on after its end",
            story ->
                story
                    .accepted("a", null, 5)
                    .ran("a", 1, 6, 7)
                    .row(
                        "a",
                        "completed",
                        1,
                        0,
                        1,
                        started(2, 6, 1),
                        event(3, "completed", 7, 1),
                        event(4, "progress", 8, 1))
                    .hears("a", 2)
                    .hears("a", 3)));
  }

  private static Stream<Bad> effects() {
    return Stream.of(
        bad(
            Rule.EFFECTS,
            "started twice under one number",
            story -> story.lines.add(new Line("id-first", 1, "w2", "start", at(2)))),
        bad(
            Rule.EFFECTS,
            "completed without an end",
            story ->
                story.lines.removeIf(line -> line.taskId().equals("id-second") && !line.isStart())),
        bad(
            Rule.EFFECTS,
            "ran on after the attempt that counts",
            story -> story.ran("second", 2, 7, 8)),
        bad(
            Rule.EFFECTS,
            "the output is of another attempt",
            story ->
                story
                    .accepted("a", null, 5)
                    .ran("a", 1, 6, 7)
                    .ran("a", 2, 8, 9)
                    .row("a", "completed", 2, 0, 1, started(2, 8, 2), event(3, "completed", 9, 2))
                    .hears("a", 2)
                    .hears("a", 3)),
        bad(
            Rule.ORDER,
            "the second one before the first had ended",
            story ->
                story
                    .accepted("third", "line", 4)
                    .ran("third", 1, 5, 7)
                    .completed("third", 1, 5, 7)),
        bad(Rule.OVERLAP, "the earlier one counts", HistoryCheckerTest::earlierCounts));
  }

  /** Both ran; the row says that the first one completed it. */
  private static void earlierCounts(Story story) {
    story.accepted("a", null, 5).ran("a", 1, 6, 20);
    story.lines.add(new Line("id-a", 2, "w2", "start", at(10)));
    story.completed("a", 1, 6, 20);
  }

  private static Stream<Bad> streams() {
    return Stream.of(
        bad(Rule.STREAMS, "an end", story -> story.events.remove(new Heard.Key("id-first", 3))),
        bad(Rule.STREAMS, "a start", story -> story.events.remove(new Heard.Key("id-first", 2))),
        bad(
            Rule.STREAMS,
            "missed after the notice",
            story -> {
              story.missed.add(at(10));
              story.events.remove(new Heard.Key("id-twice", 5));
            }),
        bad(
            Rule.STREAMS,
            "resumed with a hole",
            story -> {
              story.spans.clear();
              story.spans.add(new Heard.Span(at(0), at(1), true));
              story.spans.add(new Heard.Span(at(50), at(100), false));
              story.events.remove(new Heard.Key("id-first", 3));
            }));
  }

  private static Stream<Bad> service() {
    return Stream.of(
        bad(
            Rule.CRASHES,
            "charged without an end of a process",
            story ->
                story
                    .accepted("a", null, 5)
                    .ran("a", 1, 6, 7)
                    .row("a", "completed", 1, 1, 1, started(2, 6, 1), event(3, "completed", 7, 1))
                    .hears("a", 2)
                    .hears("a", 3)),
        bad(
            Rule.CRASHES,
            "charged with an end that it did not see",
            story -> {
              story.kills.add(at(50));
              story
                  .accepted("a", null, 5)
                  .ran("a", 1, 6, 7)
                  .row("a", "completed", 1, 1, 1, started(2, 6, 1), event(3, "completed", 7, 1))
                  .hears("a", 2)
                  .hears("a", 3);
            }),
        bad(Rule.CAPACITY, "fewer at once", story -> story.capacity.put("w1", 45)),
        bad(
            Rule.TOLD,
            "refuses and says that it is ready",
            story -> {
              refuses(story);
              story.health.add(0, new History.Health(at(20), 200));
            }),
        bad(Rule.TOLD, "stays down", story -> story.health.add(new History.Health(at(95), 503))));
  }

  private static void refuses(Story story) {
    story.faults.add(new History.Fault("disk full", at(10), at(30)));
    for (int i = 0; i < 5; i++) {
      story.submitted("no-" + i, null, false, answer(16 + i, Reply.REFUSED, NOTHING));
    }
  }

  private static void again(Story story) {
    story.ran("a", 1, 6, 7).completed("a", 1, 6, 7);
    StoredTask row = story.stored.get(story.stored.size() - 1);
    story.stored.add(row);
  }

  private static void ended(Story story, String status) {
    story
        .ran("a", 1, 6, 7)
        .row("a", status, 1, 0, null, started(2, 6, 1), event(3, status, 7, 1))
        .hears("a", 2)
        .hears("a", 3);
  }

  static Stream<Arguments> bad() {
    return BAD.stream().map(Arguments::of);
  }

  @Test
  void aGoodHistoryBreaksNoRule() {
    assertThat(HistoryChecker.check(Story.good().told())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void aBadHistoryBreaksItsRuleAndNoOther(Bad bad) {
    assertThat(HistoryChecker.check(bad.story().told()))
        .isNotEmpty()
        .extracting(Violation::rule)
        .containsOnly(bad.rule());
  }

  @ParameterizedTest
  @EnumSource
  void eachRuleHasAHistoryThatBreaksIt(Rule rule) {
    assertThat(BAD).extracting(Bad::rule).contains(rule);
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
        .as("only the start at second 2, more than ten before the break")
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
  void whoeverRefusesAndSaysThatItIsNotReadyIsHonest() {
    Story story = Story.good();
    refuses(story);
    story.health.add(0, new History.Health(at(20), 503));
    assertThat(HistoryChecker.check(story.told())).isEmpty();
    assertThat(story.told().capacity()).isEqualTo(Map.of("w1", 64));
  }
}
