package org.waybill.reading;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A request to a reader process.
 *
 * @param image the picture that is wanted; null for the text of all pages
 */
record ReaderRequest(String mediaType, Path file, ReadingLimits limits, ImageRequest image) {

  private static final long FRAME_OVERHEAD = 64_000;
  private static final int BYTES_PER_CHARACTER = 4;
  private static final int BYTES_PER_PIXEL = 4;

  ReaderRequest(String mediaType, Path file, ReadingLimits limits) {
    this(mediaType, file, limits, null);
  }

  /** Maximum bytes of one frame of the answer. */
  long longestFrame() {
    long content =
        image == null
            ? (long) limits.characters() * BYTES_PER_CHARACTER
            : (long) PdfImage.MOST_PIXELS * BYTES_PER_PIXEL;
    return content + FRAME_OVERHEAD;
  }

  void write(DataOutputStream to) throws IOException {
    to.writeUTF(mediaType);
    to.writeUTF(file.toAbsolutePath().toString());
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
        new ReadingLimits(
            from.readInt(),
            from.readInt(),
            from.readInt(),
            from.readLong(),
            Duration.ofMillis(from.readLong())),
        from.readBoolean() ? ImageRequest.read(from) : null);
  }
}
