package org.waybill.handlers.pipeline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.waybill.pipeline.PipelineRun;

/** Reports how much of a download has come. */
final class ReportedStream extends FilterInputStream {

  private static final long STEP = 1_000_000;

  private final PipelineRun job;
  private final long length;
  private long count;
  private long reported;

  /**
   * @param length of all of it; -1 if that is not known
   */
  ReportedStream(InputStream source, long length, PipelineRun job) {
    super(source);
    this.length = length;
    this.job = job;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int size) throws IOException {
    int n = super.read(bytes, offset, size);
    count += Math.max(n, 0);
    if (count - reported >= STEP) {
      reported = count;
      int percent = length > 0 ? (int) Math.min(100, 100 * count / length) : 0;
      job.progress(percent, "Fetched " + count / STEP + " MB");
    }
    return n;
  }
}
