package org.waybill.reading;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.io.RandomAccessReadView;

/** A file that counts every read in the budget. */
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

  /** A view of this file; the one of the superclass would not count its reads. */
  @Override
  public RandomAccessReadView createView(long start, long length) {
    return new RandomAccessReadView(this, start, length);
  }
}
