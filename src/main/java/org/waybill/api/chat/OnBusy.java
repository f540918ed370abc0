package org.waybill.api.chat;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.api.RequestBody;

/** What happens to a message that arrives before the previous answer is complete. */
enum OnBusy {
  /** The new one waits for its turn. */
  ENQUEUE,
  /** The new one is refused. */
  REJECT,
  /** The others are cancelled; their partial answers are kept. */
  INTERRUPT,
  /** The others are cancelled and erased, questions and answers. */
  ROLLBACK,
  /** The agent that works reads it before its next call of the model. */
  STEER;

  private static final int LONGEST = 20;

  /** Another word for {@link #ENQUEUE}. */
  private static final String QUEUE = "queue";

  /** As {@code whenBusy} says, which is also called {@code onBusy}. */
  static OnBusy of(RequestBody body) {
    return of(body, ENQUEUE, EnumSet.allOf(OnBusy.class));
  }

  /** Whoever goes back does not wait for what comes after. */
  static OnBusy ofBranch(RequestBody body) {
    return of(body, REJECT, EnumSet.of(REJECT, INTERRUPT));
  }

  private static OnBusy of(RequestBody body, OnBusy standard, Set<OnBusy> allowed) {
    String field = body.value("onBusy") != null ? "onBusy" : "whenBusy";
    String text = body.text(field, LONGEST);
    if (text == null) {
      return standard;
    }
    return allowed.stream()
        .filter(policy -> policy.label().equals(text.equals(QUEUE) ? ENQUEUE.label() : text))
        .findFirst()
        .orElseThrow(
            () ->
                RequestBody.wrong(
                    field,
                    "is '" + text + "'",
                    allowed.stream().map(OnBusy::label).collect(Collectors.joining(", "))));
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
