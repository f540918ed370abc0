package org.waybill.config;

/** A setting outside its range; the message names the knob, its value and what is allowed. */
public class InvalidSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSetting(Knob<?> knob, String value) {
    super("%s (%s) is '%s'; allowed: %s".formatted(knob.env(), knob.name(), value, knob.allowed()));
  }
}
