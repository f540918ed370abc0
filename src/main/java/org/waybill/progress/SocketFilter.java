package org.waybill.progress;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.waybill.security.Anonymous;
import org.waybill.security.BearerToken;
import org.waybill.security.Caller;
import org.waybill.security.Tokens;
import org.waybill.sql.DatabaseFailure;

/**
 * Refuses to open a WebSocket without a valid token, and makes its caller the session's principal.
 * The endpoint's own configuration is shared by all handshakes, so it is no place to keep one's
 * token.
 */
@WebFilter(urlPatterns = "/ws/*", asyncSupported = true)
public class SocketFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String BEARER_PROTOCOL = "bearer.";

  @Inject private transient Tokens tokens;
  @Inject private transient Anonymous anonymous;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Caller> caller;
    try {
      caller = callerOf(request);
    } catch (DatabaseFailure e) {
      response.setHeader("Retry-After", "2");
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    if (caller.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer");
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    chain.doFilter(new Authenticated(request, caller.get()), response);
  }

  private Optional<Caller> callerOf(HttpServletRequest request) {
    Optional<String> token = token(request);
    return token.isEmpty() && request.getHeader("Authorization") == null
        ? anonymous.caller(
            request.getHeader("Origin"),
            request.getHeader("Host"),
            request.getHeader("Sec-Fetch-Site"))
        : token.flatMap(tokens::callerOf);
  }

  private static Optional<String> token(HttpServletRequest request) {
    return BearerToken.in(request.getHeader("Authorization"))
        .or(
            () ->
                Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                    .flatMap(value -> Arrays.stream(value.split(",", -1)))
                    .map(String::strip)
                    .filter(value -> value.startsWith(BEARER_PROTOCOL))
                    .map(value -> value.substring(BEARER_PROTOCOL.length()))
                    .findFirst());
  }

  private static final class Authenticated extends HttpServletRequestWrapper {
    private final Caller caller;

    Authenticated(HttpServletRequest request, Caller caller) {
      super(request);
      this.caller = caller;
    }

    @Override
    public Principal getUserPrincipal() {
      return caller;
    }

    @Override
    public String getRemoteUser() {
      return caller.userId();
    }
  }
}
