package org.waybill.api.documents;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.waybill.api.Problem;

/**
 * One part of a {@code multipart/form-data} body (RFC 7578), read straight from the request:
 * nothing is kept but a buffer, and each byte is looked at once.
 */
final class MultipartPart {

  /** Boundaries, headers and all other parts: what a body may have besides the file. */
  static final int ENVELOPE = 64_000;

  private static final int LONGEST_HEADERS = 16_384;
  private static final int MOST_PARTS = 20;
  private static final int LONGEST_BOUNDARY = 70;

  private final Map<String, String> disposition;
  private final String type;
  private final DelimitedStream content;

  private MultipartPart(String headers, DelimitedStream content) {
    this.disposition = PartHeaders.parameters(PartHeaders.value(headers, "content-disposition"));
    this.type = PartHeaders.firstWord(PartHeaders.value(headers, "content-type"));
    this.content = content;
  }

  /**
   * Finds the part with this name, and skips what comes before it.
   *
   * @param contentType of the request
   * @throws Problem 400 if the body is malformed or has no such part, 413 if too much comes before
   */
  static MultipartPart find(String wanted, String contentType, InputStream body)
      throws IOException {
    String boundary = boundary(contentType);
    // A body may begin with its first boundary; elsewhere a line break belongs to the boundary.
    DelimitedStream parts = new DelimitedStream(body, "\r\n--" + boundary);
    try {
      parts.pretendLineBreak();
      int left = ENVELOPE - skipped(parts, ENVELOPE);
      for (int count = 1; parts.hasAnotherPart(); count++) {
        String headers = headers(parts);
        MultipartPart part = new MultipartPart(headers, parts);
        if (part.name().equals(wanted)) {
          return part;
        }
        left -= headers.length() + skipped(parts, left);
        if (count >= MOST_PARTS || left < 0) {
          throw tooMuch();
        }
      }
    } catch (EOFException e) {
      throw Problem.badRequest(wanted, "The multipart body is incomplete.");
    }
    throw Problem.badRequest(wanted, "The multipart body has no part '" + wanted + "'.");
  }

  private static String boundary(String contentType) {
    String boundary =
        PartHeaders.parameters(contentType == null ? "" : contentType).get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw Problem.badRequest(
          "Content-Type",
          "Content-Type needs a boundary of 1 to " + LONGEST_BOUNDARY + " characters.");
    }
    return boundary;
  }

  private static Problem tooMuch() {
    return Problem.tooLarge(
        "In addition to the file, the body may have at most "
            + MOST_PARTS
            + " parts and "
            + ENVELOPE
            + " bytes.");
  }

  private static int skipped(InputStream part, int most) throws IOException {
    byte[] ignored = new byte[8_192];
    int count = 0;
    for (int n = part.read(ignored); n >= 0; n = part.read(ignored)) {
      count += n;
      if (count > most) {
        throw tooMuch();
      }
    }
    return count;
  }

  /**
   * Reads what comes after the content, which has been read to its end.
   *
   * @throws Problem 413 if that is more than belongs to an upload
   */
  void skipRest() throws IOException {
    content.passDelimiters();
    skipped(content, ENVELOPE);
  }

  private String name() {
    return disposition.getOrDefault("name", "");
  }

  /** As the sender named it; empty if it did not. */
  String fileName() {
    return Optional.ofNullable(disposition.get("filename*"))
        .flatMap(PartHeaders::decoded)
        .orElseGet(() -> disposition.getOrDefault("filename", ""));
  }

  /** As declared by the sender, lower case, without parameters; empty if absent. */
  String type() {
    return type;
  }

  /** The content; ends where the part ends, or with an EOFException where the body is cut off. */
  InputStream content() {
    return content;
  }

  private static String headers(InputStream part) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int last4 = 0x0D0A;
    while (last4 != 0x0D0A0D0A) {
      int b = part.read();
      if (b < 0 || bytes.size() > LONGEST_HEADERS) {
        throw Problem.badRequest(
            "file", "The headers of a part are not terminated or are too long.");
      }
      bytes.write(b);
      last4 = last4 << 8 | b;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
