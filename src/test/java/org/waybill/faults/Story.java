package org.waybill.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.waybill.running.DiagnosticLines.Line;

/** A history made by hand, second by second; at first nothing has happened. */
final class Story {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  final List<Submission> submissions = new ArrayList<>();
  final List<StoredTask> stored = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final List<Heard.Span> spans = new ArrayList<>();
  final Set<Heard.Key> events = new HashSet<>();
  final List<Instant> missed = new ArrayList<>();
  final List<Instant> kills = new ArrayList<>();
  final List<History.Fault> faults = new ArrayList<>();
  final List<History.Health> health = new ArrayList<>();
  final Map<String, Integer> capacity = new TreeMap<>();
  boolean resumes = true;

  static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }

  /** Two tasks of an order key and one that was taken over while its first attempt went on. */
  static Story good() {
    Story story = new Story();
    story.spans.add(new Heard.Span(at(0), at(100), false));
    story.accepted("first", "line", 1).ran("first", 1, 2, 4).completed("first", 1, 2, 4);
    story.accepted("second", "line", 2).ran("second", 1, 5, 6).completed("second", 1, 5, 6);
    story.accepted("twice", null, 3).ran("twice", 1, 3, 20).ran("twice", 2, 10, 22);
    story.row(
        "twice",
        "completed",
        2,
        0,
        2,
        started(2, 3, 1),
        event(3, "retrying", 9, 1),
        started(4, 10, 2),
        event(5, "completed", 22, 2));
    story.hears("twice", 2).hears("twice", 4).hears("twice", 5);
    story.capacity.put("w1", 64);
    story.health.add(new History.Health(at(90), 200));
    return story;
  }

  Story accepted(String key, String orderKey, int second) {
    return submitted(key, orderKey, false, answer(second, Submission.Reply.ACCEPTED, "id-" + key));
  }

  Story submitted(String key, String orderKey, boolean poison, Submission.Try... tries) {
    submissions.add(new Submission(key, orderKey, poison, List.of(tries)));
    return this;
  }

  static Submission.Try answer(int second, Submission.Reply reply, String text) {
    boolean accepted = reply == Submission.Reply.ACCEPTED;
    return new Submission.Try(
        at(second), at(second), reply, accepted ? text : null, accepted ? null : text);
  }

  Story ran(String key, int attempt, int from, int to) {
    lines.add(new Line("id-" + key, attempt, "w1", "start", at(from)));
    lines.add(new Line("id-" + key, attempt, "w1", "end", at(to)));
    return this;
  }

  /** A row of a task that ran undisturbed, whose events were heard. */
  Story completed(String key, int attempt, int from, int to) {
    row(
        key,
        "completed",
        attempt,
        0,
        attempt,
        started(2, from, attempt),
        event(3, "completed", to, attempt));
    return hears(key, 2).hears(key, 3);
  }

  Story row(
      String key,
      String status,
      int attempt,
      int crashes,
      Integer output,
      StoredTask.Event... history) {
    stored.add(
        new StoredTask(
            "id-" + key,
            key,
            status,
            attempt,
            crashes,
            history.length + 1,
            "w1",
            output == null ? null : new StoredTask.Author(output, "w1"),
            at(0),
            List.of(history)));
    return this;
  }

  static StoredTask.Event started(int seq, int second, int attempt) {
    return event(seq, "started", second, attempt);
  }

  static StoredTask.Event event(int seq, String kind, int second, int attempt) {
    return new StoredTask.Event(seq, kind, at(second), attempt);
  }

  Story hears(String key, int seq) {
    events.add(new Heard.Key("id-" + key, seq));
    return this;
  }

  History told() {
    Heard heard = new Heard("stream", resumes, spans, events, missed);
    return new History(
        submissions, stored, lines, List.of(heard), kills, faults, health, capacity, 64);
  }
}
