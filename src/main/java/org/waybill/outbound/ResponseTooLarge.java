package org.waybill.outbound;

/** The body was larger than its limit; what came until then is thrown away. */
public class ResponseTooLarge extends CallFailed {

  private static final long serialVersionUID = 1L;

  ResponseTooLarge(long most) {
    super("the body is larger than " + most + " bytes");
  }
}
