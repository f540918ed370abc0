package org.waybill.reading;

/** The document cannot be read, so a retry would not help. The message is shown to its owner. */
public class UnreadableDocument extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableDocument(String reason) {
    this(reason, null);
  }

  UnreadableDocument(String reason, Throwable cause) {
    super(reason, cause);
  }
}
