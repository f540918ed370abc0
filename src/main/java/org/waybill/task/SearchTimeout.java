package org.waybill.task;

import java.time.Duration;

/** A text was looked for in more tasks than can be read in the time there is. */
public class SearchTimeout extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SearchTimeout(Duration time, Throwable cause) {
    super(
        "q takes longer than %d ms to look for; allowed: fewer tasks, by type, status or createdFrom"
            .formatted(time.toMillis()),
        cause);
  }
}
