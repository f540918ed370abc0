package org.waybill.bench.system;

/** Who takes part; the label is its name in reports and options. */
public enum Kind {
  WAYBILL("waybill"),
  DB_SCHEDULER("db-scheduler"),
  JOBRUNR("jobrunr");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  public static Kind of(String label) {
    for (Kind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("No system named " + label);
  }

  public String label() {
    return label;
  }
}
