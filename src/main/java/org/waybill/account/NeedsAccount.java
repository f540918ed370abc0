package org.waybill.account;

/** The user has no account that could be used; the message says what to do. */
public class NeedsAccount extends Exception {

  private static final long serialVersionUID = 1L;

  NeedsAccount(String message) {
    super(message);
  }
}
