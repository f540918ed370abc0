package org.waybill.schedule;

/** A cron expression that says nothing: which of its fields, what was wrong, what is allowed. */
public class InvalidCron extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidCron(String field, String wrong, String allowed) {
    super("its %s %s; allowed: %s".formatted(field, wrong, allowed), null, false, false);
  }
}
