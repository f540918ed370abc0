package org.waybill.api.documents;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waybill.api.Problem;

/**
 * One part of a {@code multipart/form-data} body (RFC 7578), read straight from the request:
 * nothing is kept but a buffer, and nothing is read beyond what the reader of the content asks for.
 */
final class MultipartPart {

  private static final int LONGEST_HEADERS = 16_384;
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^\\s;,]{1,70}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = parameter("name");
  private static final Pattern FILE_NAME = parameter("filename");
  private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*([^\\s;]+)");

  private final String name;
  private final String fileName;
  private final String type;
  private final InputStream content;

  private MultipartPart(String headers, InputStream content) {
    this.name = value(NAME, headers).orElse("");
    this.fileName = value(FILE_NAME, headers).orElse("");
    this.type = value(TYPE, headers).orElse("").toLowerCase(Locale.ROOT);
    this.content = content;
  }

  /**
   * Finds the part with this name, and skips what comes before it.
   *
   * @param contentType of the request
   * @throws Problem 400 if the body is malformed or has no such part
   */
  static MultipartPart find(String wanted, String contentType, InputStream body)
      throws IOException {
    String boundary =
        value(BOUNDARY, contentType == null ? "" : contentType)
            .orElseThrow(() -> Problem.badRequest("Content-Type", "names no boundary."));
    // A body may begin with its first boundary; elsewhere a line break belongs to the boundary.
    DelimitedStream parts = new DelimitedStream(body, "\r\n--" + boundary);
    try {
      parts.pretendLineBreak();
      parts.skipPart();
      while (parts.hasAnotherPart()) {
        MultipartPart part = new MultipartPart(headers(parts), parts);
        if (part.name.equals(wanted)) {
          return part;
        }
        parts.skipPart();
      }
    } catch (EOFException e) {
      throw Problem.badRequest(wanted, "The multipart body is cut off.");
    }
    throw Problem.badRequest(wanted, "The multipart body has no part '" + wanted + "'.");
  }

  /** As the sender named it; empty if it did not. */
  String fileName() {
    return fileName;
  }

  /** As the sender said, lower case, without parameters; empty if it did not. */
  String type() {
    return type;
  }

  /** The content; ends where the part ends, or with an EOFException where the body is cut off. */
  InputStream content() {
    return content;
  }

  private static String headers(InputStream part) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int last4 = 0;
    while (last4 != 0x0D0A0D0A) {
      int b = part.read();
      if (b < 0 || bytes.size() > LONGEST_HEADERS) {
        throw Problem.badRequest("file", "The headers of a part do not end.");
      }
      bytes.write(b);
      last4 = last4 << 8 | b;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Pattern parameter(String name) {
    return Pattern.compile(
        "(?im)^content-disposition:.*?;\\s*" + name + "=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;]+))");
  }

  private static Optional<String> value(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String value = first != null ? first : matcher.group(matcher.groupCount());
    return Optional.of(value.replaceAll("\\\\(.)", "$1"));
  }
}
