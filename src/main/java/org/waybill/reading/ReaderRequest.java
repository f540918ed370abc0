package org.waybill.reading;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A request to a reader process.
 *
 * @param from the first page
 * @param images whether the images of pages without text are wanted
 * @param image the picture that is wanted; null for the text of all pages
 */
record ReaderRequest(
    String mediaType,
    Path file,
    int from,
    boolean images,
    ReadingLimits limits,
    ImageRequest image) {

  private static final long FRAME_OVERHEAD = 64_000;
  private static final int BYTES_PER_CHARACTER = 4;
  private static final int BYTES_PER_PIXEL = 4;

  /** Of a page in shades of grey, even if it cannot be compressed. */
  private static final long LONGEST_SCAN = 24_000_000;

  /** For the text of all pages from that one on. */
  ReaderRequest(String mediaType, Path file, int from, boolean images, ReadingLimits limits) {
    this(mediaType, file, from, images, limits, null);
  }

  /** Maximum bytes of one frame of the answer. */
  long longestFrame() {
    if (image != null) {
      return (long) PdfImage.MOST_PIXELS * BYTES_PER_PIXEL + FRAME_OVERHEAD;
    }
    long text = (long) limits.characters() * BYTES_PER_CHARACTER + FRAME_OVERHEAD;
    return images ? Math.max(text, LONGEST_SCAN) : text;
  }

  void write(DataOutputStream to) throws IOException {
    to.writeUTF(mediaType);
    to.writeUTF(file.toAbsolutePath().toString());
    to.writeInt(from);
    to.writeBoolean(images);
    to.writeInt(limits.pages());
    to.writeInt(limits.characters());
    to.writeInt(limits.pageCharacters());
    to.writeLong(limits.pageMemory());
    to.writeLong(limits.pageTime().toMillis());
    to.writeBoolean(image != null);
    if (image != null) {
      image.write(to);
    }
    to.flush();
  }

  static ReaderRequest read(DataInputStream from) throws IOException {
    return new ReaderRequest(
        from.readUTF(),
        Path.of(from.readUTF()),
        from.readInt(),
        from.readBoolean(),
        new ReadingLimits(
            from.readInt(),
            from.readInt(),
            from.readInt(),
            from.readLong(),
            Duration.ofMillis(from.readLong())),
        from.readBoolean() ? ImageRequest.read(from) : null);
  }
}
