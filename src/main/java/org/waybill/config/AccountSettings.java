package org.waybill.config;

import java.util.Optional;

/** Settings of connected accounts; listed with all {@link KnownSettings}. */
public final class AccountSettings {

  public static final Setting<Optional<String>> PROVIDERS =
      Setting.optional(
          "waybill.account.providers",
          "Services that users can connect accounts of: the path of a JSON file, or its text; unset:"
              + " none. See the guide to connected accounts.");

  private AccountSettings() {}
}
