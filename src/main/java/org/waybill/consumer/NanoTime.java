package org.waybill.consumer;

/** The only class of this archive that reads the time. */
final class NanoTime {

  private NanoTime() {}

  /** The present moment, in nanoseconds since an arbitrary origin. */
  static long now() {
    return System.nanoTime();
  }
}
