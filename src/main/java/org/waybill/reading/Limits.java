package org.waybill.reading;

import java.time.Duration;
import org.waybill.config.DocumentKnobs;
import org.waybill.config.Settings;

/**
 * What one document may cost.
 *
 * @param pageMemory bytes that reading one page may allocate
 */
record Limits(int pages, int characters, int pageCharacters, long pageMemory, Duration pageTime) {

  static Limits of(Settings settings) {
    return new Limits(
        settings.get(DocumentKnobs.PAGES),
        settings.get(DocumentKnobs.CHARACTERS),
        settings.get(DocumentKnobs.PAGE_CHARACTERS),
        settings.get(DocumentKnobs.PAGE_MEGABYTES) * 1_000_000L,
        settings.get(DocumentKnobs.PAGE_TIME));
  }
}
