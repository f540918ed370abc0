package org.waybill.account;

/** The provider's token endpoint has said no. */
public class TokenRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code of OAuth 2, such as {@code invalid_grant}
   */
  TokenRefused(String code) {
    super("The provider refused: " + code);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
