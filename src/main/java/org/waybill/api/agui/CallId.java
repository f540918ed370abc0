package org.waybill.api.agui;

import java.util.Optional;
import java.util.UUID;
import org.waybill.api.FieldText;

/**
 * What clients call a call of a tool: unlike those of other tasks.
 *
 * @param call its id within the task
 */
record CallId(UUID task, String call) {

  private static final int UUID_LENGTH = 36;

  static Optional<CallId> parse(String text) {
    return text.length() > UUID_LENGTH + 1 && text.charAt(UUID_LENGTH) == '-'
        ? FieldText.uuid(text.substring(0, UUID_LENGTH))
            .map(task -> new CallId(task, text.substring(UUID_LENGTH + 1)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return task + "-" + call;
  }
}
