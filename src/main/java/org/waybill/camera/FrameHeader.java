package org.waybill.camera;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What the first bytes of a picture say of it; nothing is decoded.
 *
 * @param format as {@link ImageIO} names it
 * @param width as stored, before it is turned
 */
public record FrameHeader(String format, int width, int height) {

  /** The most bytes of a frame. */
  public static final int MOST_BYTES = 10 * 1_024 * 1_024;

  static final int MOST_PIXELS = 40_000_000;
  static final int SHORTEST_SIDE = 16;
  static final String ALLOWED =
      "a complete JPEG or PNG picture of at most 10 MB and 40 million pixels, at least 16 by 16";

  /** Behind the end of a picture some cameras write more. */
  private static final int LONGEST_TAIL = 1_024;

  /**
   * Reads the header and looks for the end of the picture.
   *
   * @throws UnreadableFrame if it is none, incomplete, too small or too large
   */
  public static FrameHeader of(byte[] bytes) throws UnreadableFrame {
    if (bytes.length == 0) {
      throw new UnreadableFrame("the body is empty");
    }
    if (bytes.length > MOST_BYTES) {
      throw new UnreadableFrame("the picture has more than 10 MB");
    }
    String format = format(bytes);
    if (!isComplete(format, bytes)) {
      throw new UnreadableFrame("the picture is incomplete");
    }
    FrameHeader header = read(format, bytes);
    if ((long) header.width * header.height > MOST_PIXELS) {
      throw new UnreadableFrame(
          "the picture has %d by %d pixels".formatted(header.width, header.height));
    }
    if (Math.min(header.width, header.height) < SHORTEST_SIDE) {
      throw new UnreadableFrame(
          "the picture has only %d by %d pixels".formatted(header.width, header.height));
    }
    return header;
  }

  public String mediaType() {
    return "image/" + format;
  }

  private static String format(byte[] bytes) throws UnreadableFrame {
    if (startsWith(bytes, 0xFF, 0xD8, 0xFF)) {
      return "jpeg";
    }
    if (startsWith(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return "png";
    }
    String begin =
        new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1)
            .strip()
            .toLowerCase(Locale.ROOT);
    throw new UnreadableFrame(
        begin.startsWith("<!doctype") || begin.startsWith("<html")
            ? "the body is an HTML page"
            : "the body is neither JPEG nor PNG");
  }

  private static boolean startsWith(byte[] bytes, int... begin) {
    for (int i = 0; i < begin.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != begin[i]) {
        return false;
      }
    }
    return true;
  }

  /** The end mark of a JPEG occurs in its pixels nowhere else, only in a preview at its begin. */
  private static boolean isComplete(String format, byte[] bytes) {
    int from = Math.max(0, bytes.length - LONGEST_TAIL);
    for (int i = bytes.length - 2; i >= from; i--) {
      if (format.equals("jpeg")
          ? (bytes[i] & 0xFF) == 0xFF && (bytes[i + 1] & 0xFF) == 0xD9
          : i + 4 <= bytes.length
              && bytes[i] == 'I'
              && bytes[i + 1] == 'E'
              && bytes[i + 2] == 'N'
              && bytes[i + 3] == 'D') {
        return true;
      }
    }
    return false;
  }

  private static FrameHeader read(String format, byte[] bytes) throws UnreadableFrame {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      return new FrameHeader(format, reader.getWidth(0), reader.getHeight(0));
    } catch (IOException | RuntimeException e) {
      throw UnreadableFrame.damaged("the picture's header cannot be read", e);
    } finally {
      reader.dispose();
    }
  }
}
