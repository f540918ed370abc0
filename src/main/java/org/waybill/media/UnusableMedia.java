package org.waybill.media;

/** Audio or video that cannot be used, however often it is tried; the message is for its owner. */
public class UnusableMedia extends Exception {

  /** It is no audio or video, damaged, or without sound. */
  public static final String INVALID = "invalid_media";

  public static final String TOO_LARGE = "media_too_large";
  public static final String TOO_LONG = "media_too_long";
  public static final String QUALITY = "quality_unavailable";
  public static final String ENCRYPTED = "encrypted_media";
  public static final String NEEDS_FFMPEG = "needs_ffmpeg";
  public static final String DOWNLOADER = "downloader_failed";

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason the code with which a task fails
   */
  public UnusableMedia(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The code with which a task fails. */
  public String reason() {
    return reason;
  }
}
