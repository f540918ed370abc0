package org.waybill.reading;

import java.time.Duration;
import org.waybill.config.DocumentSettings;
import org.waybill.config.Settings;

/**
 * The limits for reading one document.
 *
 * @param pageMemory bytes that reading one page may allocate
 */
record ReadingLimits(
    int pages, int characters, int pageCharacters, long pageMemory, Duration pageTime) {

  static ReadingLimits of(Settings settings) {
    return new ReadingLimits(
        settings.get(DocumentSettings.PAGES),
        settings.get(DocumentSettings.CHARACTERS),
        settings.get(DocumentSettings.PAGE_CHARACTERS),
        settings.get(DocumentSettings.PAGE_MEGABYTES) * 1_000_000L,
        settings.get(DocumentSettings.PAGE_TIME));
  }

  /** For drawing, which allocates much more than it holds: the process's heap is the limit. */
  ReadingLimits withoutPageMemory() {
    return new ReadingLimits(pages, characters, pageCharacters, Long.MAX_VALUE, pageTime);
  }
}
