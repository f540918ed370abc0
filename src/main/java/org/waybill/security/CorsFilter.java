package org.waybill.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets pages of the origins that the settings name call from a browser. A token is sent in a header
 * by the page, never by the browser itself, so credentials are not allowed.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String HEADERS =
      "Authorization, Content-Type, Accept, Idempotency-Key, Prefer, Last-Event-ID, traceparent,"
          + " A2A-Version, A2A-Extensions, MCP-Protocol-Version, Mcp-Method, Mcp-Name";
  private static final String BELIEVED_SECONDS = "600";

  @Inject private CorsOrigins corsOrigins;

  /** A preflight is answered before anybody asks for a token: browsers send it without one. */
  @Override
  public void filter(ContainerRequestContext request) {
    boolean preflight =
        request.getMethod().equals("OPTIONS")
            && request.getHeaderString("Access-Control-Request-Method") != null;
    if (preflight && isAllowed(request)) {
      request.abortWith(
          Response.noContent()
              .header("Access-Control-Allow-Methods", METHODS)
              .header("Access-Control-Allow-Headers", HEADERS)
              .header("Access-Control-Max-Age", BELIEVED_SECONDS)
              .build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    corsOrigins.headers(request.getHeaderString("Origin")).forEach(headers::add);
  }

  private boolean isAllowed(ContainerRequestContext request) {
    return corsOrigins.isAllowed(request.getHeaderString("Origin"));
  }
}
