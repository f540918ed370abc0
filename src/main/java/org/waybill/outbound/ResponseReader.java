package org.waybill.outbound;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * What came back. Never more of it is read than allowed, and nothing is closed here: the library
 * reads a body that is closed to its end, and the connection ends with the call.
 *
 * @param headers by their names in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ResponseReader(int status, Map<String, String> headers, byte[] body) {

  /**
   * Reads the body.
   *
   * @param most bytes of it, counted when they are decompressed
   * @param whole all of it and decompressed, or an error; else its beginning as it comes
   */
  static ResponseReader of(ClassicHttpResponse response, long most, boolean whole)
      throws IOException {
    Map<String, String> headers = headers(response);
    HttpEntity entity = response.getEntity();
    boolean packed = whole && headers.getOrDefault("content-encoding", "").matches("(?i)(x-)?gzip");
    if (packed) {
      headers.keySet().removeAll(Set.of("content-encoding", "content-length"));
    }
    if (entity == null) {
      return new ResponseReader(response.getCode(), headers, new byte[0]);
    }
    if (whole && !packed && entity.getContentLength() > most) {
      throw new ResponseTooLarge(most);
    }
    try (InputStream in = opened(entity.getContent(), packed)) {
      byte[] body = in.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 1) + (whole ? 1 : 0));
      if (body.length > most) {
        throw new ResponseTooLarge(most);
      }
      return new ResponseReader(response.getCode(), headers, body);
    } catch (ZipException | EOFException e) {
      if (!packed) {
        throw e;
      }
      throw new CallFailed("the body is declared as gzip but cannot be decompressed", e);
    }
  }

  /** No body at all is one too, although it is not compressed. */
  private static InputStream opened(InputStream content, boolean packed) throws IOException {
    PushbackInputStream in =
        new PushbackInputStream(content) {
          @Override
          public void close() {
            // See above.
          }
        };
    int first = packed ? in.read() : -1;
    if (first < 0) {
      return in;
    }
    in.unread(first);
    return new GZIPInputStream(in);
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      String value = header.getValue() == null ? "" : header.getValue();
      headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
    }
    return headers;
  }
}
