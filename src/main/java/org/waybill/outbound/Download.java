package org.waybill.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.waybill.time.Ticker;

/** A body that is read while it comes, however large it is; closing it closes the connection. */
public final class Download implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final URI uri;
  private final OpenResponse response;
  private final Ticker ticker;
  private Duration time;
  private long begun;

  Download(URI uri, OpenResponse response, Ticker ticker, Duration time) {
    this.uri = uri;
    this.response = response;
    this.ticker = ticker;
    this.time = time;
    this.begun = ticker.nanos();
  }

  /** The last address, after redirects. */
  public URI uri() {
    return uri;
  }

  public int status() {
    return response.status();
  }

  /** The first header of this name. */
  public Optional<String> header(String name) {
    return Optional.of(response.header(name)).filter(value -> !value.isEmpty());
  }

  public boolean isSuccess() {
    return status() >= 200 && status() < 300;
  }

  /** From now on reading may take so long. */
  public void allow(Duration longest) {
    time = longest;
    begun = ticker.nanos();
    response.allow(longest);
  }

  /**
   * The body, decompressed.
   *
   * @param most bytes of it; more is a {@link ResponseTooLarge}
   */
  public InputStream body(long most) throws IOException {
    long declared = isPacked() ? -1 : length();
    if (declared > most) {
      throw new ResponseTooLarge(most);
    }
    InputStream body = response.body();
    return new Limited(isPacked() ? new GZIPInputStream(body, BUFFER) : body, most, declared);
  }

  private boolean isPacked() {
    return response.header("Content-Encoding").toLowerCase(Locale.ROOT).matches("(x-)?gzip");
  }

  /** How long the body is to be; -1 if that is not known. */
  public long length() {
    String length = response.header("Content-Length");
    return length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
  }

  @Override
  public void close() {
    response.close();
  }

  /** Never reads more than allowed, and says why reading failed. */
  private final class Limited extends InputStream {

    private final InputStream source;
    private final long most;
    private final long declared;
    private long count;

    Limited(InputStream source, long most, long declared) {
      this.source = source;
      this.most = most;
      this.declared = declared;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n;
      try {
        n = source.read(bytes, offset, length);
      } catch (ZipException e) {
        throw new CallFailed("the body is declared as gzip but cannot be decompressed", e);
      } catch (IOException e) {
        throw failure(e);
      }
      count += Math.max(n, 0);
      if (count > most) {
        throw new ResponseTooLarge(most);
      }
      if (n < 0 && count < declared) {
        throw failure(null);
      }
      return n;
    }

    private CallFailed failure(IOException cause) {
      boolean late = ticker.since(begun).compareTo(time) >= 0;
      return new CallFailed(
          late
              ? "no complete response within " + time.toMillis() + " ms"
              : "the connection was closed before the body was complete",
          cause);
    }
  }
}
