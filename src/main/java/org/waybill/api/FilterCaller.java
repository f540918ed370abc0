package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.waybill.security.AnonymousAccess;
import org.waybill.security.ApiTokens;
import org.waybill.security.BearerToken;
import org.waybill.security.Caller;
import org.waybill.sql.DatabaseException;

/** Who calls, for filters that stand before the one that checks it. */
@ApplicationScoped
class FilterCaller {

  @Inject private ApiTokens apiTokens;
  @Inject private AnonymousAccess anonymousAccess;

  /** Who is none is refused behind, without a look at the body. */
  Optional<Caller> of(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    try {
      return header == null
          ? anonymousAccess.caller(
              request.getHeader("Origin"),
              request.getHeader("Host"),
              request.getHeader("Sec-Fetch-Site"))
          : BearerToken.in(header).flatMap(apiTokens::callerOf);
    } catch (DatabaseException e) {
      return Optional.empty();
    }
  }
}
