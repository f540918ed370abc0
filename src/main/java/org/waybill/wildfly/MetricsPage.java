package org.waybill.wildfly;

import io.smallrye.metrics.MetricsRequestHandler;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/** {@code /metrics}, as servers with MicroProfile Metrics serve it. */
@WebServlet(MetricsPage.PATH)
public class MetricsPage extends HttpServlet {

  static final String PATH = "/metrics";

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    new MetricsRequestHandler()
        .handleRequest(
            PATH,
            "GET",
            Collections.list(request.getHeaders("Accept")).stream(),
            request.getParameterMap(),
            (status, message, headers) -> {
              headers.forEach(response::setHeader);
              response.setStatus(status);
              response.getWriter().write(message);
            });
  }
}
