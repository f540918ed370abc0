package org.waybill.api.agui;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waybill.api.FieldText;

/** The id of a question: its task, and the attempt that asked. An approval has an id of its own. */
record InterruptId(UUID task, int attempt) {

  private static final Pattern FORM = Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,9})");

  static Optional<InterruptId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? FieldText.uuid(matcher.group(1))
            .map(task -> new InterruptId(task, Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return task + "." + attempt;
  }
}
