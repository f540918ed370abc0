package org.waybill.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.dispatch.DeadLetterReplay;
import org.waybill.task.DeadLetters;
import org.waybill.task.DeadLetters.TypeCount;
import org.waybill.type.TaskTypes;

/** The dead letters of all tenants, as JMX clients see and operate them. */
@ApplicationScoped
class DeadLettersControl implements DeadLettersMXBean {

  private static final Logger LOG = Logger.getLogger(DeadLettersControl.class.getName());
  private static final int NAMED = 20;
  private static final int LONGEST_TYPE = 64;
  private static final int LONGEST_ID = 36;

  @Inject private Readings readings;
  @Inject private ManagementThreads threads;
  @Inject private DeadLetters deadLetters;
  @Inject private DeadLetterReplay deadLetterReplay;
  @Inject private TaskTypes types;

  @Override
  public int getCount() {
    return Math.min(counted(), Readings.COUNTED);
  }

  @Override
  public boolean isCountAtLeast() {
    return counted() > Readings.COUNTED;
  }

  private int counted() {
    return readings.deadLetters().stream().mapToInt(TypeCount::count).sum();
  }

  @Override
  public Map<String, Integer> getCountByType() {
    return countBy(TypeCount::type);
  }

  @Override
  public Map<String, Integer> getCountByQueue() {
    return countBy(TypeCount::queue);
  }

  private Map<String, Integer> countBy(Function<TypeCount, String> key) {
    Map<String, Integer> counts = new TreeMap<>();
    readings
        .deadLetters()
        .forEach(each -> counts.merge(key.apply(each), each.count(), Integer::sum));
    return counts;
  }

  @Override
  public String replay(String id) {
    UUID deadLetter = id(id);
    return call(
        "replay " + deadLetter,
        () ->
            deadLetterReplay
                .replay(deadLetter, null)
                .orElseThrow(() -> none(deadLetter))
                .toString());
  }

  @Override
  public int replayAll(String type) {
    if (type == null || type.length() > LONGEST_TYPE) {
      throw new IllegalArgumentException(
          "type is %s; allowed: the name of a task type, at most %d characters"
              .formatted(type == null ? "missing" : "too long", LONGEST_TYPE));
    }
    return call(
        "replay all of type " + type,
        () -> {
          List<UUID> ids = deadLetters.ofType(type, DeadLetterReplay.AT_ONCE);
          if (ids.isEmpty() && types.find(type).isEmpty()) {
            throw new IllegalArgumentException(
                "type is '%s'; allowed: %s"
                    .formatted(type, String.join(", ", types.nearest(type, NAMED))));
          }
          return deadLetterReplay.replayAll(ids);
        });
  }

  @Override
  public void dismiss(String id) {
    UUID deadLetter = id(id);
    call(
        "dismiss " + deadLetter,
        () -> {
          if (deadLetters.dismiss(List.of(deadLetter)) == 0) {
            throw none(deadLetter);
          }
          return null;
        });
  }

  private static IllegalStateException none(UUID id) {
    return new IllegalStateException("there is no dead letter " + id);
  }

  private static UUID id(String text) {
    try {
      if (text != null && text.length() == LONGEST_ID) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      LOG.log(Level.FINE, "no UUID", e);
    }
    throw new IllegalArgumentException(
        "id is %s; allowed: the id of a dead letter, a UUID of %d characters"
            .formatted(text == null ? "missing" : "no UUID", LONGEST_ID));
  }

  private <T> T call(String operation, Callable<T> work) {
    T answer;
    try {
      answer = threads.call("dead letters: " + operation, work);
    } finally {
      readings.deadLettersChanged();
    }
    LOG.log(
        Level.INFO,
        "JMX: dead letters: {0}{1}",
        new Object[] {operation, answer == null ? "" : ": " + answer});
    return answer;
  }
}
