package org.waybill.reading;

/** Somebody wanted the picture of a page. */
public record PageImageRequested(Result result) {

  /** What came of it. */
  public enum Result {
    DRAWN,
    /** Too many were drawn. */
    BUSY,
    /** The page cannot be drawn, or not within the limits. */
    FAILED
  }
}
