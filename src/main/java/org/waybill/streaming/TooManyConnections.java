package org.waybill.streaming;

/** A connection is rejected because the limit of open connections is reached. */
public final class TooManyConnections extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean ofUser;

  TooManyConnections(boolean ofUser, String message) {
    super(message, null, false, false);
    this.ofUser = ofUser;
  }

  /** Whether it is the user's own limit, not the node's. */
  public boolean isOfUser() {
    return ofUser;
  }
}
