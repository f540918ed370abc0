package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** Reads what a task has done so far, in the order in which it was stored. */
@ApplicationScoped
public class StoredSteps {

  /** The kind of what is kept of a child. */
  public static final String CHILD = "child";

  private static final String EFFECT = "effect";

  /** What is shown; the others note how effects began. */
  private static final Set<String> SHOWN = Set.of("step", EFFECT, CHILD, "answer");

  /** Read of a task. */
  private static final int MOST = 10_000;

  private static final String ALL =
      "select step, attempt, at from checkpoint where task_id = ? order by at, step limit " + MOST;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /**
   * The result of a step, of an effect or of a question, or that a child was submitted.
   *
   * @param number from 1
   * @param kind step, effect, child or answer
   */
  public record StoredStep(int number, String kind, String name, int attempt, Instant at) {

    /** Under which it is stored. */
    public String key() {
      return kind + ":" + name;
    }

    /** Whether it is this step, or a part of it: they are named by its name. */
    boolean contains(String other) {
      return other.equals(name) || other.startsWith(name + ".") || other.startsWith(name + ":");
    }
  }

  private record Row(String kind, String rest, int attempt, Instant at) {

    /** Without the attempt that began or did not do it. */
    String name() {
      boolean notes = kind.equals(Checkpoints.BEGUN) || kind.equals(Checkpoints.UNDONE);
      return notes ? rest.substring(rest.indexOf(':') + 1) : rest;
    }
  }

  /** Those of a task, oldest first. */
  public List<StoredStep> of(UUID task) {
    List<StoredStep> steps = new ArrayList<>();
    for (Row row : rows(task)) {
      if (SHOWN.contains(row.kind())) {
        steps.add(
            new StoredStep(steps.size() + 1, row.kind(), row.rest(), row.attempt(), row.at()));
      }
    }
    return steps;
  }

  /** An effect that was begun before this step, and of which nobody knows whether it was done. */
  public Optional<String> inDoubtBefore(UUID task, StoredStep step) {
    Map<String, Boolean> open = new HashMap<>();
    for (Row row : rows(task)) {
      if (!row.at().isBefore(step.at()) || step.contains(row.name())) {
        continue;
      }
      String name = row.name();
      switch (row.kind()) {
        case Checkpoints.BEGUN -> open.put(name, true);
        case Checkpoints.UNDONE -> open.put(name, false);
        case EFFECT -> open.put(name, false);
        default -> {
          // Says nothing about an effect.
        }
      }
    }
    return open.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).findFirst();
  }

  private List<Row> rows(UUID task) {
    return Sql.query(
        durable,
        row -> {
          String[] key = row.getString("step").split(":", 2);
          return new Row(key[0], key[1], row.getInt("attempt"), Sql.instant(row, "at"));
        },
        ALL,
        task);
  }

  /** What can be named, for an error. */
  public static String names(List<StoredStep> steps) {
    return steps.stream()
        .limit(20)
        .map(step -> step.number() + " (" + step.name() + ")")
        .collect(Collectors.joining(", "));
  }
}
