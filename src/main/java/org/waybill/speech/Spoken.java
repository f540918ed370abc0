package org.waybill.speech;

/** A piece of a recording's text, with its times in seconds. */
public record Spoken(double start, double end, String text) {

  double middle() {
    return (start + end) / 2;
  }
}
