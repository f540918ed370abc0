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
 */
record ReaderRequest(String mediaType, Path file, int from, boolean images, ReadingLimits limits) {

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
            Duration.ofMillis(from.readLong())));
  }
}
