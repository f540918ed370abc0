package org.waybill.api;

import jakarta.json.JsonObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Runs before all other filters and resources, and rejects requests whose address or headers are
 * valid for none of them. It is declared in {@code web.xml}, since annotated filters have no
 * defined order.
 */
public class RequestLineFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    try {
      RequestLine.check(request);
    } catch (Problem problem) {
      // What follows on this connection may be meant for another server as well.
      response.setHeader("Connection", "close");
      refuse(request, response, problem);
      return;
    }
    chain.doFilter(request, response);
  }

  /** Answers before there is anybody who maps problems. */
  static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    refuse(response, problem, OpenAiError.isWantedBy(request, request.getRequestURI()));
  }

  static void refuse(HttpServletResponse response, Problem problem, boolean asOpenAi)
      throws IOException {
    JsonObject json =
        asOpenAi ? OpenAiError.of(problem.status(), problem.toJson()) : problem.toJson();
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.status());
    response.setContentType(asOpenAi ? "application/json" : Problem.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
