package org.waybill.handlers.document;

import java.time.Duration;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;

/**
 * What one document may cost.
 *
 * @param pageMemory bytes that reading one page may allocate
 */
record Limits(int pages, int characters, int pageCharacters, long pageMemory, Duration pageTime) {

  static Limits of(Settings settings) {
    return new Limits(
        settings.get(Knobs.DOCUMENT_PAGES),
        settings.get(Knobs.DOCUMENT_CHARACTERS),
        settings.get(Knobs.DOCUMENT_PAGE_CHARACTERS),
        settings.get(Knobs.DOCUMENT_PAGE_MEGABYTES) * 1_000_000L,
        settings.get(Knobs.DOCUMENT_PAGE_TIME));
  }
}
