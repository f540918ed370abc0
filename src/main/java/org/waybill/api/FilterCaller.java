package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.waybill.security.Anonymous;
import org.waybill.security.BearerToken;
import org.waybill.security.Caller;
import org.waybill.security.Tokens;
import org.waybill.sql.DatabaseFailure;

/** Who calls, for filters that stand before the one that checks it. */
@ApplicationScoped
class FilterCaller {

  @Inject private Tokens tokens;
  @Inject private Anonymous anonymous;

  /** Who is none is refused behind, without a look at the body. */
  Optional<Caller> of(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    try {
      return header == null
          ? anonymous.caller(
              request.getHeader("Origin"),
              request.getHeader("Host"),
              request.getHeader("Sec-Fetch-Site"))
          : BearerToken.in(header).flatMap(tokens::callerOf);
    } catch (DatabaseFailure e) {
      return Optional.empty();
    }
  }
}
