package org.waybill.config;

/** A setting outside its range; the message names the setting, its value and what is allowed. */
public class InvalidSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSetting(String env, String name, String value, String allowed) {
    super("%s (%s) is '%s'; allowed: %s".formatted(env, name, value, allowed));
  }
}
