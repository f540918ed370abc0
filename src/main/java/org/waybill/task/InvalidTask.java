package org.waybill.task;

/** Rejected task input: names the field, what was wrong and what is allowed. */
public class InvalidTask extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final String field;

  public InvalidTask(String field, String wrong, String allowed) {
    super("%s %s; allowed: %s".formatted(field, wrong, allowed));
    this.field = field;
  }

  public String field() {
    return field;
  }
}
