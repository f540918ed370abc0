package org.waybill.reading;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.io.RandomAccessReadView;

/** A file whose every read asks the budget. */
final class WatchedFile extends RandomAccessReadBufferedFile {

  private final Budget budget;

  WatchedFile(Path file, Budget budget) throws IOException {
    super(file);
    this.budget = budget;
  }

  @Override
  public int read() throws IOException {
    budget.spend(1);
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    budget.spend(count);
    return count;
  }

  /** On this file, not on a copy of it as the superclass does, which would not be watched. */
  @Override
  public RandomAccessReadView createView(long start, long length) {
    return new RandomAccessReadView(this, start, length);
  }
}
