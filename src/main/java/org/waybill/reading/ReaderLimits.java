package org.waybill.reading;

import java.time.Duration;
import org.waybill.config.DocumentSettings;
import org.waybill.config.Setting;
import org.waybill.config.Settings;

/**
 * What a reader process may use for one document.
 *
 * @param pageTime processor time from one page to the next
 * @param time processor time for the whole document
 * @param megabytes of heap
 */
record ReaderLimits(Duration pageTime, Duration time, int megabytes) {

  static ReaderLimits of(Settings settings) {
    return new ReaderLimits(
        settings.get(DocumentSettings.PAGE_TIME),
        settings.get(DocumentSettings.READ_TIME),
        settings.get(DocumentSettings.READER_MEGABYTES));
  }

  UnreadableDocument pageTooSlow() {
    return tooMuch(
        "takes more than " + seconds(pageTime) + " for one page", DocumentSettings.PAGE_TIME);
  }

  UnreadableDocument tooSlow() {
    return tooMuch("takes more than " + seconds(time) + " to read", DocumentSettings.READ_TIME);
  }

  UnreadableDocument tooLarge() {
    return tooMuch(
        "takes more than " + megabytes + " MB of memory to read",
        DocumentSettings.READER_MEGABYTES);
  }

  private static UnreadableDocument tooMuch(String what, Setting<?> setting) {
    return new UnreadableDocument("The document " + what + " (limit: " + setting.env() + ").");
  }

  private static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s of processor time";
  }
}
