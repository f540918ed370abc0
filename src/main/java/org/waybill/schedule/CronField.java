package org.waybill.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The five or six fields of a cron expression: what each may say. */
enum CronField {
  SECOND("second", 0, 59, List.of()),
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY_OF_MONTH("day of month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  /** Sunday is 0, and 7 as well. */
  DAY_OF_WEEK("day of week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private final String label;
  private final int min;
  private final int max;
  private final List<String> names;

  CronField(String label, int min, int max, List<String> names) {
    this.label = label;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  /** The values that this text stands for. */
  BitSet read(String text) {
    BitSet values = new BitSet();
    for (String part : text.split(",", -1)) {
      add(values, part, text);
    }
    if (this == DAY_OF_WEEK && values.get(7)) {
      values.set(0);
      values.clear(7);
    }
    return values;
  }

  /** Whether this text leaves the field open. */
  static boolean isOpen(String text) {
    return text.equals("*") || text.equals("?");
  }

  /** A single value, by number or name. */
  int value(String part, String text) {
    int named = names.indexOf(part.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return named + min;
    }
    if (!part.matches("\\d{1,4}")) {
      throw wrong(text);
    }
    int value = Integer.parseInt(part);
    if (value < min || value > max) {
      throw wrong(text);
    }
    return value;
  }

  InvalidCron wrong(String text) {
    return new InvalidCron(label, "is '" + text + "'", allowed());
  }

  private void add(BitSet values, String part, String text) {
    String[] rangeAndStep = part.split("/", -1);
    boolean stepped = rangeAndStep.length == 2;
    if (rangeAndStep.length > 2) {
      throw wrong(text);
    }
    String range = rangeAndStep[0];
    int from;
    int to;
    if (isOpen(range)) {
      from = min;
      to = this == DAY_OF_WEEK ? 6 : max;
    } else {
      String[] ends = range.split("-", -1);
      from = value(ends[0], text);
      to = ends.length == 1 ? stepped ? max : from : value(ends[1], text);
      if (ends.length > 2 || to < from) {
        throw wrong(text);
      }
    }
    int step = stepped ? step(rangeAndStep[1], text) : 1;
    for (int value = from; value <= to; value += step) {
      values.set(value);
    }
  }

  private int step(String part, String text) {
    if (!part.matches("[1-9]\\d{0,3}")) {
      throw wrong(text);
    }
    return Integer.parseInt(part);
  }

  private String allowed() {
    String values = "%d to %d".formatted(min, max);
    if (!names.isEmpty()) {
      values += ", %s to %s".formatted(names.get(0), names.get(names.size() - 1));
    }
    String more =
        switch (this) {
          case SECOND, MINUTE, HOUR, MONTH -> "";
          case DAY_OF_MONTH -> ", 'L' (the last day)";
          case DAY_OF_WEEK ->
              ", 'FRI#2' (the second Friday), 'FRIL' (the last one), 0 and 7 are Sunday";
        };
    return values + ", '*', ranges such as '1-5', steps such as '*/2', lists such as '1,3'" + more;
  }
}
