package org.waybill.account;

/** The provider gave no usable answer; a later try may succeed. The message shows no secret. */
public class ProviderUnavailable extends Exception {

  private static final long serialVersionUID = 1L;

  ProviderUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
