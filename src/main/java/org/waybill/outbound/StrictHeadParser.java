package org.waybill.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/** The library takes headers that break off for all of them; half an answer is none. */
final class StrictHeadParser extends DefaultHttpResponseParser {

  StrictHeadParser(Http1Config config) {
    super(config);
  }

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    return super.parse(
        buffer,
        new FilterInputStream(in) {
          @Override
          public int read(byte[] bytes, int from, int most) throws IOException {
            int count = super.read(bytes, from, most);
            if (count < 0) {
              throw new NoHttpResponseException(
                  "The connection was closed before the headers were complete");
            }
            return count;
          }
        });
  }
}
