package org.waybill.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** An answer whose body is read while it comes; closing it closes the connection. */
public final class OpenResponse implements Closeable {

  private final HttpConnection connection;
  private final ClassicHttpResponse response;

  OpenResponse(HttpConnection connection, ClassicHttpResponse response) {
    this.connection = connection;
    this.response = response;
  }

  public int status() {
    return response.getCode();
  }

  /** The first header of this name, or an empty text. */
  public String header(String name) {
    Header header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue();
  }

  /**
   * Not limited: the reader stops where it has read enough. An interrupt of the thread that reads
   * closes the connection.
   */
  public InputStream body() throws IOException {
    HttpEntity entity = response.getEntity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  /** Closes the connection after this time, if it is not closed before. */
  public void closeAfter(Duration time) {
    connection.closeAfter(time);
  }

  /** From now on the connection is closed after this time, whatever its time was before. */
  void allow(Duration time) {
    connection.allow(time);
  }

  @Override
  public void close() {
    connection.close();
  }
}
