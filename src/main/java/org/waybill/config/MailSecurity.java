package org.waybill.config;

/** Encryption of the connection to the mail server. */
public enum MailSecurity {
  NONE,
  /** From the first command after the greeting on; sent to no server that does not offer it. */
  STARTTLS,
  /** From the beginning. */
  TLS
}
