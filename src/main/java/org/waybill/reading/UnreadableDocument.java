package org.waybill.reading;

/** The document itself is at fault: reading it again cannot help. The message goes to its owner. */
public class UnreadableDocument extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableDocument(String reason) {
    this(reason, null);
  }

  UnreadableDocument(String reason, Throwable cause) {
    super(reason, cause);
  }
}
