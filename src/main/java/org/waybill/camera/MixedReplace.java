package org.waybill.camera;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stream of pictures, {@code multipart/x-mixed-replace}. Cameras write it loosely: with a wrong
 * length or none, and with a boundary that has its dashes already.
 */
final class MixedReplace {

  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary\\s*=\\s*(?:\"([^\"]+)\"|([^\\s;]+))", Pattern.CASE_INSENSITIVE);

  private static final String LENGTH = "content-length:";
  private static final String DASHES = "--";
  private static final int LONGEST_BOUNDARY = 200;
  private static final int LONGEST_HEAD = 16_384;
  private static final int LONGEST_LENGTH = 9;
  private static final int CHUNK = 16_384;

  private final String boundary;

  /**
   * What comes before the first picture.
   *
   * @param length that the picture is said to have
   * @param delimiter the line that ends it
   */
  private record Head(OptionalInt length, String delimiter) {}

  private MixedReplace(String boundary) {
    this.boundary = boundary;
  }

  /**
   * Empty if this is another type.
   *
   * @throws IOException if it names no boundary
   */
  static Optional<MixedReplace> of(String contentType) throws IOException {
    if (!contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/x-mixed-replace")) {
      return Optional.empty();
    }
    Matcher matcher = BOUNDARY.matcher(contentType);
    if (!matcher.find()) {
      throw new IOException("the stream of pictures names no boundary");
    }
    String given = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    String bare = given.startsWith(DASHES) ? given.substring(DASHES.length()) : given;
    if (bare.isBlank() || bare.length() > LONGEST_BOUNDARY) {
      throw new IOException("the stream of pictures has an invalid boundary");
    }
    return Optional.of(new MixedReplace(bare));
  }

  /**
   * The first part that is whole: up to its length if that makes a picture, else up to the next
   * boundary or the end of the stream.
   */
  byte[] firstPart(InputStream in) throws IOException {
    Head head = head(in);
    OptionalInt length = head.length();
    byte[] delimiter = ("\n" + head.delimiter()).getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = new byte[CHUNK];
    int count = 0;
    while (true) {
      // Not a byte more than it is said to have: the next part may come much later.
      boolean isBefore = length.isPresent() && count < length.getAsInt();
      int most = isBefore ? Math.min(CHUNK, length.getAsInt() - count) : CHUNK;
      bytes = count + most > bytes.length ? Arrays.copyOf(bytes, 2 * (count + most)) : bytes;
      int read = in.read(bytes, count, most);
      if (read < 0) {
        return Arrays.copyOf(bytes, count);
      }
      int end = indexOf(delimiter, bytes, Math.max(0, count - delimiter.length), count + read);
      count += read;
      if (end >= 0) {
        return Arrays.copyOf(bytes, end > 0 && bytes[end - 1] == '\r' ? end - 1 : end);
      }
      if (length.isPresent() && count == length.getAsInt() && isPicture(bytes, count)) {
        return Arrays.copyOf(bytes, count);
      }
      if (count > FrameHeader.MOST_BYTES) {
        throw new IOException("the picture has more than 10 MB");
      }
    }
  }

  /** Skips what comes before the first part, and reads its headers. */
  private Head head(InputStream in) throws IOException {
    int left = LONGEST_HEAD;
    String delimiter = null;
    OptionalInt length = OptionalInt.empty();
    while (true) {
      String line = line(in, left);
      left -= line.length() + 1;
      String text = line.strip();
      if (delimiter == null) {
        delimiter = text.equals(DASHES + boundary) || text.equals(boundary) ? text : null;
      } else if (text.isEmpty()) {
        return new Head(length, delimiter);
      } else if (text.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = length(text.substring(LENGTH.length()).strip());
      }
    }
  }

  /** One that is no number, or too large, is as none. */
  private static OptionalInt length(String text) {
    boolean isNumber = text.matches("[0-9]{1," + LONGEST_LENGTH + "}");
    int length = isNumber ? Integer.parseInt(text) : 0;
    return length > 0 && length <= FrameHeader.MOST_BYTES
        ? OptionalInt.of(length)
        : OptionalInt.empty();
  }

  private static String line(InputStream in, int most) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int each = in.read();
    while (each >= 0 && each != '\n') {
      if (line.size() >= most) {
        throw new IOException("the stream of pictures has no part with its boundary");
      }
      line.write(each);
      each = in.read();
    }
    if (each < 0) {
      throw new IOException("the stream of pictures ended before its first picture");
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static boolean isPicture(byte[] bytes, int count) {
    try {
      FrameHeader.of(Arrays.copyOf(bytes, count));
      return true;
    } catch (UnreadableFrame e) {
      return false;
    }
  }

  private static int indexOf(byte[] wanted, byte[] bytes, int from, int to) {
    for (int i = from; i <= to - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
