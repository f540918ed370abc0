package org.waybill.config;

/** How a connection to the mail server is kept secret. */
public enum MailSecurity {
  NONE,
  /** From the first command after the greeting on; sent to no server that does not offer it. */
  STARTTLS,
  /** From the beginning. */
  TLS
}
