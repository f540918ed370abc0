package org.waybill.outbound;

/** The body was larger than its limit; what came until then is thrown away. */
public class TooMuch extends CallFailed {

  private static final long serialVersionUID = 1L;

  TooMuch(long most) {
    super("the body is larger than " + most + " bytes");
  }
}
