package org.waybill.account;

import org.waybill.config.AccountSettings;

/** The configured providers are wrong; the message names the place and shows no value. */
public class InvalidProviders extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidProviders(String what) {
    super(
        "%s (%s): %s"
            .formatted(AccountSettings.PROVIDERS.env(), AccountSettings.PROVIDERS.name(), what));
  }
}
