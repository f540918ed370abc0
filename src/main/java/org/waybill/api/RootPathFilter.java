package org.waybill.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Doors whose public path is not below {@code /api}, since others have fixed it. They are resources
 * of the one application all the same: what is asked for outside is asked for inside.
 */
@WebFilter(
    urlPatterns = {
      "/message/*",
      "/pipeline/*",
      "/a2a",
      "/a2a/*",
      "/mcp",
      "/agui/*",
      "/v1/*",
      "/.well-known/*"
    },
    // A request whose body was waited for comes anew.
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC},
    asyncSupported = true)
public class RootPathFilter extends HttpFilter {

  /** First segments of the public paths. */
  public static final List<String> SEGMENTS =
      List.of("message", "pipeline", "a2a", "mcp", "agui", "v1", ".well-known");

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    String query = request.getQueryString();
    String inside = "/api" + path + (query == null ? "" : "?" + query);
    request.getRequestDispatcher(inside).forward(request, response);
  }
}
