package org.waybill.api;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One part of a {@code multipart/form-data} body (RFC 7578), read straight from the request:
 * nothing is kept but a buffer, and each byte is looked at once.
 */
public final class MultipartPart {

  /** Boundaries, headers and all other parts: what a body may have besides the file. */
  public static final int ENVELOPE = 64_000;

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
  public static MultipartPart find(String wanted, String contentType, InputStream body)
      throws IOException {
    return find(wanted, contentType, body, (name, value) -> {});
  }

  /**
   * The same with the parts that come before it.
   *
   * @param fields gets their names and texts
   */
  public static MultipartPart find(
      String wanted, String contentType, InputStream body, BiConsumer<String, String> fields)
      throws IOException {
    String boundary = boundary(contentType);
    // A body may begin with its first boundary; elsewhere a line break belongs to the boundary.
    DelimitedStream parts = new DelimitedStream(body, "\r\n--" + boundary);
    try {
      parts.pretendLineBreak();
      int left = ENVELOPE - text(parts, ENVELOPE).length;
      for (int count = 1; parts.hasAnotherPart(); count++) {
        String headers = headers(parts);
        MultipartPart part = new MultipartPart(headers, parts);
        if (part.name().equals(wanted)) {
          return part;
        }
        byte[] text = text(parts, left);
        left -= headers.length() + text.length;
        if (count >= MOST_PARTS || left < 0) {
          throw tooMuch();
        }
        fields.accept(part.name(), new String(text, StandardCharsets.UTF_8));
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

  private static byte[] text(InputStream part, int most) throws IOException {
    byte[] text = part.readNBytes(Math.max(0, most) + 1);
    if (text.length > most) {
      throw tooMuch();
    }
    return text;
  }

  /**
   * Reads what comes after the content, which has been read to its end.
   *
   * @throws Problem 413 if that is more than belongs to an upload
   */
  public void skipRest() throws IOException {
    content.passDelimiters();
    text(content, ENVELOPE);
  }

  private String name() {
    return disposition.getOrDefault("name", "");
  }

  /** As the sender named it; empty if it did not. */
  public String fileName() {
    return Optional.ofNullable(disposition.get("filename*"))
        .flatMap(PartHeaders::decoded)
        .orElseGet(() -> disposition.getOrDefault("filename", ""));
  }

  /** As declared by the sender, lower case, without parameters; empty if absent. */
  public String type() {
    return type;
  }

  /** The content; ends where the part ends, or with an EOFException where the body is cut off. */
  public InputStream content() {
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
