package org.waybill.api.chat;

import java.util.Arrays;
import java.util.Locale;
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

  static OnBusy of(RequestBody body) {
    String text = body.text("onBusy", LONGEST);
    return text == null
        ? ENQUEUE
        : Arrays.stream(values())
            .filter(policy -> policy.label().equals(text))
            .findFirst()
            .orElseThrow(() -> RequestBody.wrong("onBusy", "is '" + text + "'", labels()));
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String labels() {
    return Arrays.stream(values()).map(OnBusy::label).collect(Collectors.joining(", "));
  }
}
