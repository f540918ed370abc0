package org.waybill.outbound;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a call answered.
 *
 * @param uri the last one, after redirects
 * @param status any, also 404 and the like
 * @param headers by their names in lower case; several of one name are joined by commas
 * @param body all of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GetResult(URI uri, int status, Map<String, String> headers, byte[] body) {

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
  }

  /** Such as {@code text/html; charset=utf-8}. */
  public Optional<String> contentType() {
    return header("content-type");
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
