package org.waybill.outbound;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the receiver of a post answered.
 *
 * @param headers by their names in lower case
 * @param text the beginning of the body, for people to read
 */
public record PostResult(int status, Map<String, String> headers, String text) {

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
