package org.waybill.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Keeps some of the server's threads for callers who hold few. A caller is known by the token as it
 * was sent, whether it is valid or not; those without one are one caller. Comes after {@link
 * RequestLineFilter}.
 */
public class RequestLimitFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Of the 200 that servers usually have. */
  private static final int MANY = 150;

  private static final int RETRY_SECONDS = 1;

  private final transient RequestSlots slots = new RequestSlots(MANY);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String token = request.getHeader("Authorization");
    String caller = token == null ? "" : token;
    if (!slots.take(caller)) {
      response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
      response.setHeader("Connection", "close");
      RequestLineFilter.refuse(
          response,
          Problem.tooMany(
              "Too many requests of this caller are under way; nothing was stored.",
              RETRY_SECONDS));
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      slots.free(caller);
    }
  }
}
