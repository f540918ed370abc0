package org.waybill.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Requests that the server itself rejects, before any resource or filter, are answered with a
 * problem as well, not with a page that names the server. {@code web.xml} names it as the page of
 * all errors.
 */
@WebServlet(ErrorPage.PATH)
public class ErrorPage extends HttpServlet {

  static final String PATH = "/_error";

  private static final long serialVersionUID = 1L;

  private static final Map<Integer, String> TITLES =
      Map.of(
          400, "Bad request",
          401, "Unauthorized",
          403, "Forbidden",
          404, "Not found",
          405, "Method not allowed",
          406, "Not acceptable",
          413, "Too large",
          415, "Unsupported media type",
          500, "Internal error",
          503, "Unavailable");

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object statusCode = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = statusCode instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
    String title = TITLES.getOrDefault(status, "Error " + status);
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    RequestLineFilter.refuse(
        response,
        new Problem(status, title, "The server answers " + status + ".", null),
        uri instanceof String text && OpenAiError.isWantedBy(request, text));
  }
}
