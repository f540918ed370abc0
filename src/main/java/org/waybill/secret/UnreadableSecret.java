package org.waybill.secret;

/** A stored secret that cannot be decrypted; the message says why and shows nothing of it. */
public class UnreadableSecret extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableSecret(String message) {
    super(message);
  }
}
