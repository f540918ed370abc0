package org.waybill.media;

/**
 * What a file of audio or video contains.
 *
 * @param seconds its length; 0 if it does not say
 * @param height of its picture in pixels; 0 if it has none
 */
public record MediaInfo(double seconds, int height, boolean hasSound) {

  /** The quality of its picture, such as {@code 1080p}; {@code audio only} if it has none. */
  public String quality() {
    return height > 0 ? height + "p" : StreamChoices.AUDIO_ONLY;
  }
}
