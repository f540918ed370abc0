package org.waybill.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.waybill.trace.CurrentTrace;
import org.waybill.trace.TraceParent;

/** Tasks submitted by a request belong to its trace. */
@WebFilter(
    urlPatterns = "/*",
    // Requests that outer filters forward may not have passed here before.
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC},
    asyncSupported = true)
public class TraceFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String trace = TraceParent.read(request.getHeader(TraceParent.NAME));
    if (trace == null) {
      chain.doFilter(request, response);
      return;
    }
    try (CurrentTrace scope = CurrentTrace.of(trace)) {
      chain.doFilter(request, response);
    }
  }
}
