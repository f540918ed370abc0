package org.waybill.faults;

import static org.waybill.faults.Story.answer;
import static org.waybill.faults.Story.at;
import static org.waybill.faults.Story.event;
import static org.waybill.faults.Story.started;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.waybill.faults.Submission.Reply;
import org.waybill.running.DiagnosticLines.Line;

/** Histories that are good but for one thing. */
final class BadHistories {

  /** The rule that is broken, and how. */
  record Bad(Rule rule, String what, Story story) {
    @Override
    public String toString() {
      return rule + ": " + what;
    }
  }

  private static final String NOTHING = "The database does not respond; nothing was stored.";

  private BadHistories() {}

  static List<Bad> all() {
    return Stream.of(stored(), ended(), numbered(), effects(), races(), streams(), service())
        .flatMap(part -> part)
        .toList();
  }

  private static Bad bad(Rule rule, String what, Consumer<Story> change) {
    Story story = Story.good();
    change.accept(story);
    return new Bad(rule, what, story);
  }

  private static Stream<Bad> stored() {
    return Stream.of(
        bad(Rule.STORED, "lost", story -> story.accepted("lost", null, 5)),
        bad(Rule.STORED, "twice", story -> twice(story.accepted("a", null, 5))),
        bad(Rule.STORED, "two receipts", story -> ran(story, Reply.ACCEPTED, "id-b")),
        bad(
            Rule.REJECTED,
            "given up and stored twice",
            story -> twice(story.submitted("a", null, false, answer(5, Reply.UNKNOWN, "time")))),
        bad(Rule.HONEST, "stored after all", story -> ran(story, Reply.REFUSED, NOTHING)));
  }

  private static Stream<Bad> ended() {
    return Stream.of(
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
        bad(Rule.COMPLETED, "an innocent failed", BadHistories::failed),
        bad(
            Rule.COMPLETED,
            "a poison completed",
            story ->
                story
                    .submitted("a", null, true, answer(5, Reply.ACCEPTED, "id-a"))
                    .ran("a", 1, 6, 7)
                    .completed("a", 1, 6, 7)));
  }

  private static Stream<Bad> numbered() {
    return Stream.of(
        bad(
            Rule.NUMBERED,
            "a gap",
            story -> only(story, 0, started(2, 6, 1), event(4, "completed", 7, 1)).hears("a", 4)),
        bad(
            Rule.NUMBERED,
            "goes on after its end",
            story ->
                only(
                    story,
                    0,
                    started(2, 6, 1),
                    event(3, "completed", 7, 1),
                    event(4, "progress", 8, 1))));
  }

  private static Stream<Bad> effects() {
    return Stream.of(
        bad(
            Rule.EFFECTS,
            "started twice under one number",
            story -> story.lines.add(new Line("id-first", 1, "w1", "start", at(2)))),
        bad(
            Rule.EFFECTS,
            "completed without an end",
            story ->
                story.lines.removeIf(line -> line.taskId().equals("id-second") && !line.isStart())),
        bad(
            Rule.EFFECTS,
            "two nodes under one number, and the wrong one counts",
            story -> {
              only(story, 0, started(2, 6, 1), event(3, "completed", 9, 1));
              story.lines.replaceAll(BadHistories::elsewhere);
              story.lines.add(new Line("id-a", 1, "w1", "start", at(8)));
              story.lines.add(new Line("id-a", 1, "w1", "end", at(9)));
              story.stored.replaceAll(BadHistories::writtenElsewhere);
            }),
        bad(Rule.EFFECTS, "ran on after it had ended", story -> story.ran("second", 2, 7, 8)),
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
                    .hears("a", 3)));
  }

  private static Stream<Bad> races() {
    return Stream.of(
        bad(
            Rule.ORDER,
            "the next one before the one before had ended",
            story ->
                story
                    .accepted("third", "line", 4)
                    .ran("third", 1, 5, 7)
                    .completed("third", 1, 5, 7)),
        bad(
            Rule.OVERLAP,
            "the earlier one counts",
            story -> {
              story.accepted("a", null, 5).ran("a", 1, 6, 20).completed("a", 1, 6, 20);
              story.lines.add(new Line("id-a", 2, "w2", "start", at(10)));
            }));
  }

  private static Stream<Bad> streams() {
    return Stream.of(
        bad(Rule.STREAMS, "an end", story -> story.events.remove(new Heard.Key("id-first", 3))),
        bad(Rule.STREAMS, "a start", story -> story.events.remove(new Heard.Key("id-first", 2))),
        bad(
            Rule.STREAMS,
            "after the notice",
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
        bad(Rule.CRASHES, "charged although no process ended", BadHistories::charged),
        bad(
            Rule.CRASHES,
            "charged with an end that it did not see",
            story -> {
              story.kills.add(at(50));
              charged(story);
            }),
        bad(Rule.CAPACITY, "fewer at once", story -> story.capacity.put("w1", 45)),
        bad(
            Rule.READINESS,
            "refuses and says that it is ready",
            story -> {
              refuses(story);
              story.health.add(0, new History.Health(at(20), 200));
            }),
        bad(
            Rule.READINESS,
            "stays down",
            story -> story.health.add(new History.Health(at(95), 503))));
  }

  /** A fault during which callers are turned away. */
  static void refuses(Story story) {
    story.faults.add(new History.Fault("disk full", at(10), at(30)));
    for (int i = 0; i < 5; i++) {
      story.submitted("no-" + i, null, false, answer(16 + i, Reply.REFUSED, NOTHING));
    }
  }

  private static Story only(Story story, int crashes, StoredTask.Event... events) {
    return story
        .accepted("a", null, 5)
        .ran("a", 1, 6, 7)
        .row("a", "completed", 1, crashes, 1, events)
        .hears("a", 2)
        .hears("a", 3);
  }

  private static Line elsewhere(Line line) {
    return line.taskId().equals("id-a")
        ? new Line(line.taskId(), line.attempt(), "w2", line.event(), line.at())
        : line;
  }

  private static StoredTask writtenElsewhere(StoredTask row) {
    return row.key().equals("a")
        ? new StoredTask(
            row.id(),
            row.key(),
            row.status(),
            row.attempt(),
            row.crashes(),
            row.eventSeq(),
            row.node(),
            new StoredTask.Author(1, "w2"),
            row.createdAt(),
            row.events())
        : row;
  }

  private static void charged(Story story) {
    only(story, 1, started(2, 6, 1), event(3, "completed", 7, 1));
  }

  private static void failed(Story story) {
    story
        .accepted("a", null, 5)
        .ran("a", 1, 6, 7)
        .row("a", "failed", 1, 0, null, started(2, 6, 1), event(3, "failed", 7, 1))
        .hears("a", 2)
        .hears("a", 3);
  }

  private static void twice(Story story) {
    story.ran("a", 1, 6, 7).completed("a", 1, 6, 7);
    story.stored.add(story.stored.get(story.stored.size() - 1));
  }

  /** Completed; the one call was answered so. */
  private static void ran(Story story, Reply reply, String text) {
    story
        .submitted("a", null, false, answer(5, reply, text))
        .ran("a", 1, 6, 7)
        .completed("a", 1, 6, 7);
  }
}
