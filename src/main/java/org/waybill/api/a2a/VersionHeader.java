package org.waybill.api.a2a;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code A2A-Version}, or the parameter of that name where a header cannot be set. */
final class VersionHeader {

  static final String NAME = "A2A-Version";

  private static final Pattern FORM = Pattern.compile("(\\d{1,4}\\.\\d{1,4})(\\.\\d{1,9})?");

  private VersionHeader() {}

  /**
   * The requested version; empty if there is none.
   *
   * @throws A2aProblem if it is neither 1.0 nor 0.3; a patch number makes no difference
   */
  static Optional<String> asked(HttpHeaders headers, UriInfo uri) {
    String header = headers.getHeaderString(NAME);
    String text = header == null ? uri.getQueryParameters().getFirst(NAME) : header;
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    var match = FORM.matcher(text.strip());
    String version = match.matches() ? match.group(1) : text;
    if (!version.equals("1.0") && !version.equals("0.3")) {
      throw A2aError.VERSION_NOT_SUPPORTED.problem(
          NAME + " is '" + text + "'; allowed: 1.0, 0.3; default: 0.3");
    }
    return Optional.of(version);
  }
}
