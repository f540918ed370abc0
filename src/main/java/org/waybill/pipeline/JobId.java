package org.waybill.pipeline;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job's name: {@code job_}, its second of creation, and eight hexadecimal digits. Both are parts
 * of its task's id, so a pipeline has one, whichever interface submitted it.
 */
public record JobId(long epochSecond, String digits) {

  private static final Pattern FORM = Pattern.compile("job_(\\d{1,11})_([0-9a-f]{8})");

  public static JobId of(UUID task) {
    return new JobId(
        (task.getMostSignificantBits() >>> 16) / 1_000,
        "%08x".formatted((int) task.getLeastSignificantBits()));
  }

  /** Empty if it is none. */
  public static Optional<JobId> read(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new JobId(Long.parseLong(form.group(1)), form.group(2)))
        : Optional.empty();
  }

  /** The smallest id of a task of that second. */
  UUID first() {
    return new UUID(epochSecond * 1_000 << 16, 0);
  }

  /** The smallest id of a task of the second after it. */
  UUID end() {
    return new UUID((epochSecond + 1) * 1_000 << 16, 0);
  }

  @Override
  public String toString() {
    return "job_" + epochSecond + "_" + digits;
  }
}
