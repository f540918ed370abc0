package org.waybill.worker;

import jakarta.json.JsonString;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.handler.EffectLookup;
import org.waybill.handler.NothingDone;
import org.waybill.handler.StepInDoubt;
import org.waybill.json.Json;
import org.waybill.sql.DatabaseException;
import org.waybill.task.Children;
import org.waybill.task.NewTask;
import org.waybill.task.ParentEnded;
import org.waybill.task.UuidV7;

/** The steps of one attempt: steps that an earlier attempt has finished are not repeated. */
final class AttemptSteps {

  private static final Logger LOG = Logger.getLogger(AttemptSteps.class.getName());
  private static final int LONGEST_NAME = 200;
  private static final long PAUSE_MILLIS = 250;

  private final Attempt attempt;
  private final AttemptServices attemptServices;
  private final Set<String> used = new HashSet<>();
  private Map<String, String> kept;
  private Set<UUID> handedOver;
  private Children.Heritage heritage;

  AttemptSteps(Attempt attempt, AttemptServices attemptServices) {
    this.attempt = attempt;
    this.attemptServices = attemptServices;
  }

  <T> T run(String name, Class<T> type, Callable<T> work) throws Exception {
    String key = begin("step", name);
    if (kept().containsKey(key)) {
      return attemptServices.read(kept().get(key), type);
    }
    T result = work.call();
    keep(key, attemptServices.write(result));
    return result;
  }

  <T> T effect(String name, Class<T> type, Callable<T> work, EffectLookup<T> lookup)
      throws Exception {
    String key = begin("effect", name);
    if (kept().containsKey(key)) {
      return attemptServices.read(kept().get(key), type);
    }
    OptionalInt open = StartedEffect.open(kept(), name);
    if (open.isPresent()) {
      Ending ending = ending(name, open.getAsInt(), lookup);
      if (ending.done()) {
        keep(key, ending.result());
        return attemptServices.read(ending.result(), type);
      }
      keep(StartedEffect.undone(name, open.getAsInt()), null);
    }
    keep(StartedEffect.key(name, attempt.attempt()), null);
    T result;
    try {
      result = work.call();
    } catch (NothingDone e) {
      keep(StartedEffect.undone(name, attempt.attempt()), null);
      throw e;
    }
    keep(key, attemptServices.write(result));
    return result;
  }

  /**
   * What became of an effect.
   *
   * @param result JSON text; null if it was not done, or if nobody knows the result
   */
  private record Ending(boolean done, String result) {}

  /** What a person or the other side knows of an effect that an earlier attempt began. */
  private <T> Ending ending(String name, int begunBy, EffectLookup<T> lookup) throws Exception {
    String answer = answer(StartedEffect.question(name, begunBy));
    if (answer != null) {
      return new Ending(answer.equals(Json.quote(StartedEffect.DONE)), null);
    }
    if (lookup == null) {
      throw new StepInDoubt(name, begunBy);
    }
    Optional<T> found = lookup.find();
    return new Ending(found.isPresent(), found.map(attemptServices::write).orElse(null));
  }

  /**
   * The child's id is stored before the child, so that a later attempt does not create a second one
   * but finishes what was begun.
   */
  UUID spawn(String name, String type, Object input) throws InterruptedException {
    String key = begin("child", name);
    String before = kept().get(key);
    UUID id =
        before == null
            ? UuidV7.next()
            : UUID.fromString(((JsonString) Json.read(before)).getString());
    if (before != null && spawned().contains(id)) {
      return id;
    }
    NewTask child = attemptServices.child(attempt.claim(), heritage(), id, type, input);
    if (before == null) {
      attemptServices.allow(children());
      keep(key, Json.quote(id.toString()));
    }
    try {
      attemptServices.dispatch(child);
    } catch (ParentEnded e) {
      attempt.stop(StopReason.CANCELLED);
      attempt.stopIfCancelled();
    }
    return id;
  }

  /** The answer of a person; stored with the steps when the answer was received. */
  String answer(String question) {
    return kept().get("answer:" + question);
  }

  /** The key under which it is stored. */
  private String begin(String what, String name) throws InterruptedException {
    attempt.stopIfCancelled();
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "the name of a " + what + " must have 1 to " + LONGEST_NAME + " characters");
    }
    String key = what + ":" + name;
    synchronized (used) {
      if (!used.add(key)) {
        throw new IllegalStateException(
            what + " '" + name + "' is used twice in one attempt; each needs a unique name");
      }
    }
    return key;
  }

  /** How many this task has, with the one that is begun. */
  private int children() {
    Set<String> names = new HashSet<>(kept().keySet());
    synchronized (used) {
      names.addAll(used);
    }
    return (int) names.stream().filter(name -> name.startsWith("child:")).count();
  }

  private synchronized Set<UUID> spawned() {
    if (handedOver == null) {
      handedOver = attemptServices.spawned(attempt.claim());
    }
    return handedOver;
  }

  private synchronized Children.Heritage heritage() {
    if (heritage == null) {
      heritage = attemptServices.heritage(attempt.claim());
    }
    return heritage;
  }

  private synchronized Map<String, String> kept() {
    if (kept == null) {
      kept = attemptServices.kept(attempt.claim());
    }
    return kept;
  }

  /** What was done is not to be done again only because the database is away for a moment. */
  private void keep(String key, String result) throws InterruptedException {
    while (true) {
      try {
        if (!attemptServices.keep(attempt.claim(), key, result)) {
          attempt.stop(StopReason.FENCED);
        }
        attempt.stopIfCancelled();
        return;
      } catch (DatabaseException e) {
        if (e.isDataError() || attempt.isCancelled()) {
          throw e;
        }
        LOG.log(
            Level.WARNING,
            "Storing checkpoint {0} of task {1} failed, retrying: {2}",
            new Object[] {key, attempt.taskId(), e.getMessage()});
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }
}
