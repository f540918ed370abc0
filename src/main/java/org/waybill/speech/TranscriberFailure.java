package org.waybill.speech;

import java.time.Duration;

/** Why a transcription server gave no text. */
public abstract sealed class TranscriberFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private TranscriberFailure(String message) {
    super(message);
  }

  /** It takes no further requests for now. */
  public static final class Busy extends TranscriberFailure {

    private static final long serialVersionUID = 1L;

    private final Duration after;

    Busy(String message, Duration after) {
      super(message);
      this.after = after;
    }

    /** When to try again; null if it did not say. */
    public Duration after() {
      return after;
    }
  }

  /** It will never transcribe this. */
  public static final class Refused extends TranscriberFailure {

    /** The code with which a task fails. */
    public static final String REASON = "transcriber_refused";

    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /** There is none. */
  public static final class Missing extends TranscriberFailure {

    /** The code with which a task fails. */
    public static final String REASON = "needs_transcriber";

    private static final long serialVersionUID = 1L;

    Missing() {
      super("recordings need a transcription server, and this server has none");
    }
  }
}
