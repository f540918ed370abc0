package org.waybill.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A body as far as it has come: a small one in memory, a larger one in a file without a name, which
 * is gone when nobody holds it any more. So what waits to become complete costs next to nothing.
 */
final class BufferedBody {

  private static final int SMALL = 16_384;

  private final ByteArrayOutputStream memory = new ByteArrayOutputStream(512);
  private FileChannel file;
  private OutputStream fileOut;
  private long length;

  long length() {
    return length;
  }

  void write(byte[] piece, int count) throws IOException {
    length += count;
    if (file == null && length > SMALL) {
      Path path = Files.createTempFile("waybill-body-", null);
      file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Files.delete(path);
      fileOut = Channels.newOutputStream(file);
      memory.writeTo(fileOut);
      memory.reset();
    }
    (file == null ? memory : fileOut).write(piece, 0, count);
  }

  /** All of it has come. */
  BufferedBody complete() throws IOException {
    if (file != null) {
      file.position(0);
    }
    return this;
  }

  /** It can be read once. */
  InputStream read() {
    return file == null
        ? new ByteArrayInputStream(memory.toByteArray())
        : Channels.newInputStream(file);
  }

  void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      // It has no name; the process that ends takes it along.
      file = null;
    }
  }
}
