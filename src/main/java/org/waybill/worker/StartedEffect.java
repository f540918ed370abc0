package org.waybill.worker;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.waybill.handler.Question;
import org.waybill.handler.StepInDoubt;
import org.waybill.task.Checkpoints;

/**
 * That an attempt began an effect, as it is stored with the steps; and the question to a person
 * where nobody else knows whether it was done.
 */
final class StartedEffect {

  /** A person's answers. */
  static final String DONE = "done";

  static final String NOT_DONE = "not done";

  private static final String BEGUN = Checkpoints.BEGUN + ":";

  private StartedEffect() {}

  static String key(String effect, int attempt) {
    return BEGUN + attempt + ":" + effect;
  }

  /** Stored when it is known that the effect which this attempt began was not done. */
  static String undone(String effect, int attempt) {
    return Checkpoints.UNDONE + ":" + attempt + ":" + effect;
  }

  /** The attempt that began this effect and of which nobody has said yet what became of it. */
  static OptionalInt open(Map<String, String> kept, String effect) {
    return kept.keySet().stream()
        .filter(key -> key.startsWith(BEGUN))
        .mapToInt(
            key ->
                Integer.parseInt(key.substring(BEGUN.length(), key.indexOf(':', BEGUN.length()))))
        .filter(attempt -> kept.containsKey(key(effect, attempt)))
        .filter(attempt -> !kept.containsKey(undone(effect, attempt)))
        .max();
  }

  /** The name of the question to a person. */
  static String question(String effect, int attempt) {
    return "in-doubt:" + attempt + ":" + effect;
  }

  static Question question(StepInDoubt doubt) {
    return Question.choice(
            ("Attempt %d of this task began '%s' and ended before it could say whether it was"
                    + " done. Was it done? If not, it is done now.")
                .formatted(doubt.attempt(), doubt.step()),
            List.of(DONE, NOT_DONE))
        .named(question(doubt.step(), doubt.attempt()));
  }
}
