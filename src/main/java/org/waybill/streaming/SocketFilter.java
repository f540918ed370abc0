package org.waybill.streaming;

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
import org.waybill.json.Json;
import org.waybill.security.AnonymousAccess;
import org.waybill.security.ApiTokens;
import org.waybill.security.BearerToken;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;
import org.waybill.security.DeviceCalls;
import org.waybill.sql.DatabaseException;

/**
 * Rejects WebSocket handshakes without a valid token, and makes the caller the session's principal.
 * The endpoint's configuration is shared by all handshakes, so it cannot hold the token of one.
 */
@WebFilter(urlPatterns = "/ws/*", asyncSupported = true)
public class SocketFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String BEARER_PROTOCOL = "bearer.";
  private static final int TOO_MANY_REQUESTS = 429;

  @Inject private transient ApiTokens apiTokens;
  @Inject private transient AnonymousAccess anonymousAccess;
  @Inject private transient ConnectionLimits limits;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Caller> caller;
    try {
      caller = callerOf(request);
    } catch (DatabaseException e) {
      response.setHeader("Retry-After", "2");
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    if (caller.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer");
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    if (caller.get().role() == CallerRole.DEVICE) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN, DeviceCalls.ALLOWED);
      return;
    }
    try {
      limits.checkSocket(caller.get());
    } catch (TooManyConnections e) {
      refuse(response, e);
      return;
    }
    chain.doFilter(new Authenticated(request, caller.get()), response);
  }

  private static void refuse(HttpServletResponse response, TooManyConnections why)
      throws IOException {
    int status = why.isOfUser() ? TOO_MANY_REQUESTS : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    response.setStatus(status);
    response.setHeader("Retry-After", "10");
    response.setContentType("application/problem+json");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write(
            Json.object()
                .add("type", "about:blank")
                .add("title", why.isOfUser() ? "Too many requests" : "Unavailable")
                .add("status", status)
                .add("detail", why.getMessage())
                .build()
                .toString());
  }

  private Optional<Caller> callerOf(HttpServletRequest request) {
    Optional<String> token = token(request);
    return token.isEmpty() && request.getHeader("Authorization") == null
        ? anonymousAccess.caller(
            request.getHeader("Origin"),
            request.getHeader("Host"),
            request.getHeader("Sec-Fetch-Site"))
        : token.flatMap(apiTokens::callerOf);
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
