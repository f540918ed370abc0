package org.waybill.outbound;

/** An address that must not be called; the message says why, and what is allowed. */
public class RefusedAddress extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  RefusedAddress(String field, String what) {
    super(
        field
            + " "
            + what
            + "; allowed: an absolute http or https URL of a public host, without user information,"
            + " on port 80, 443 or 1024 and above");
    this.field = field;
  }

  /** The part of the request that named it. */
  public String field() {
    return field;
  }
}
