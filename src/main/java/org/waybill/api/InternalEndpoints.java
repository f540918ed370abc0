package org.waybill.api;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.waybill.config.AccessSettings;
import org.waybill.config.AccessSettings.Readers;
import org.waybill.config.Settings;
import org.waybill.security.ApiTokens;
import org.waybill.security.BearerToken;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;
import org.waybill.security.DeviceCalls;
import org.waybill.sql.DatabaseException;

/**
 * Figures and the description of the API, which the server answers with itself, are not for
 * everybody who reaches the port.
 */
@WebFilter(
    urlPatterns = {"/metrics", "/metrics/*", "/openapi", "/openapi/*"},
    asyncSupported = true)
public class InternalEndpoints extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient Settings settings;
  @Inject private transient ApiTokens apiTokens;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean metrics = request.getRequestURI().contains("/metrics");
    try {
      if (!isFreeFor(request)) {
        requireReader(request, metrics);
      }
    } catch (Problem problem) {
      RequestLineFilter.refuse(request, response, problem);
      return;
    } catch (DatabaseException e) {
      RequestLineFilter.refuse(
          request, response, Problem.unavailable("The database does not respond.", 2));
      return;
    }
    if (metrics) {
      chain.doFilter(request, response);
    } else {
      OpenApiCleaner.serve(request, response, chain);
    }
  }

  private boolean isFreeFor(HttpServletRequest request) throws IOException {
    Readers readers = settings.get(AccessSettings.METRICS_READERS);
    return readers == Readers.ALL
        || readers == Readers.LOCAL && isOfThisMachine(request) && !isPassedOn(request);
  }

  private static boolean isOfThisMachine(HttpServletRequest request) throws IOException {
    return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
  }

  /** A proxy on this machine calls for others. */
  private static boolean isPassedOn(HttpServletRequest request) {
    return request.getHeader("X-Forwarded-For") != null
        || request.getHeader("X-Real-IP") != null
        || request.getHeader("Forwarded") != null
        || request.getHeader("Via") != null;
  }

  private void requireReader(HttpServletRequest request, boolean metrics) {
    Optional<Caller> caller =
        BearerToken.in(request.getHeader("Authorization")).flatMap(apiTokens::callerOf);
    if (caller.isEmpty()) {
      throw new Problem(401, "Unauthorized", "A valid API token is required.", null);
    }
    if (caller.get().role() == CallerRole.DEVICE) {
      throw new Problem(403, "Forbidden", DeviceCalls.ALLOWED, null);
    }
    if (metrics && !caller.get().isOperator()) {
      throw new Problem(403, "Forbidden", "Only operators may read metrics.", null);
    }
  }
}
