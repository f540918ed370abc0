package org.waybill.reading;

/** What has become of the image of a page. */
public enum PageRecognised {
  TEXT,
  BLANK,
  FAILED
}
