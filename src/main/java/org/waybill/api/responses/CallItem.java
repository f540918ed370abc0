package org.waybill.api.responses;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids by which clients know the calls of their tools ({@code call_id}). */
final class CallItem {

  private static final Pattern WITHIN_TASK = Pattern.compile("turn\\.([0-9]+)\\.call\\.([0-9]+)");
  private static final Pattern FORM = Pattern.compile("call_([0-9a-f]{32})_([0-9]+)_([0-9]+)");

  private CallItem() {}

  /**
   * @param call its id within the task
   */
  static String id(UUID task, String call) {
    Matcher parts = WITHIN_TASK.matcher(call);
    String place = parts.matches() ? parts.group(1) + "_" + parts.group(2) : call;
    return "call_" + ResponseId.hex(task) + "_" + place;
  }

  /** The id within this task; empty if it is of another one, or no such id. */
  static Optional<String> call(UUID task, String id) {
    Matcher parts = FORM.matcher(id);
    return parts.matches() && parts.group(1).equals(ResponseId.hex(task))
        ? Optional.of("turn." + parts.group(2) + ".call." + parts.group(3))
        : Optional.empty();
  }
}
