package org.waybill.secret;

import org.waybill.config.SecretSettings;

/** No key is configured, so that no secret can be stored or read. */
public class NoSecretKeys extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoSecretKeys() {
    super(
        "SecretEncryption cannot be stored: neither %s nor %s is set"
            .formatted(SecretSettings.KEYS.env(), SecretSettings.KEYS_FILE.env()));
  }
}
