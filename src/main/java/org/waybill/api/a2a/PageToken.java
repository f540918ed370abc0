package org.waybill.api.a2a;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.waybill.api.a2a.ChatTaskQuery.Place;

/** The position at which a page ended, as an opaque text. */
final class PageToken {

  /** The end of the year 9999. */
  private static final long LAST = 253_402_300_799_999_999L;

  private PageToken() {}

  static String of(Place place) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, place.changedAt());
    byte[] text = (micros + "/" + place.id()).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  static Place read(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
      String[] halves = text.split("/", 2);
      long micros = Long.parseUnsignedLong(halves[0]);
      if (micros < 0 || micros > LAST) {
        throw new IllegalArgumentException(token);
      }
      return new Place(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), UUID.fromString(halves[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw A2aProblem.wrong(
          "pageToken", "is '" + token + "'", "a nextPageToken returned by this list");
    }
  }
}
