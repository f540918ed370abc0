package org.waybill.api;

import java.io.IOException;
import java.io.InputStream;

/** Takes what comes of one body until it is complete, too large or too late. */
final class BodyReader {

  private static final int PIECE = 8_192;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int RETRY_SECONDS = 2;

  private BodyReader() {}

  /**
   * The whole body. A read that gets nothing is ended by the clock; one that gets a little again
   * and again ends here.
   *
   * @param limit the most bytes
   * @param begun how long it may take; begins and is closed here
   * @throws Problem if there are more, or the time is over
   */
  static BufferedBody read(InputStream in, long limit, Transfer begun) {
    byte[] piece = new byte[PIECE];
    BufferedBody body = new BufferedBody();
    begun.begin();
    try (Transfer read = begun) {
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        if (body.length() + length > limit) {
          body.close();
          throw Problem.tooLarge("body is too large; allowed: " + limit + " bytes");
        }
        if (read.isLate()) {
          body.close();
          throw late(begun);
        }
        body.write(piece, length);
      }
      return body.complete();
    } catch (IOException e) {
      body.close();
      throw late(begun);
    }
  }

  private static Problem late(Transfer read) {
    return read.isDisplaced()
        ? Problem.tooMany(
            "The body came slowly, and others needed its place; nothing was stored.", RETRY_SECONDS)
        : new Problem(
            REQUEST_TIMEOUT,
            "Request timeout",
            "The body did not arrive within " + read.time().toMillis() + "ms; nothing was stored.",
            null);
  }
}
