package org.waybill.type;

/** A JSON Schema that cannot be used; the message says where, what is wrong and what is allowed. */
public class InvalidSchema extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSchema(String message) {
    super(message, null, false, false);
  }
}
