package org.waybill.api;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Lets the writing calls of those wait a moment who are refused for a limit again and again. The
 * answers are the same as without it, and reading is never held up. Comes second, after {@link
 * RequestLineFilter}.
 */
public class RejectionThrottle extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Each of them holds a thread; further ones do not wait. */
  private static final int MOST_OF_A_TENANT = 32;

  private static final Duration LONGEST = Duration.ofMillis(500);
  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH");

  private final transient Map<String, Integer> waiting = new ConcurrentHashMap<>();

  @Inject private transient RejectedCallers refused;
  @Inject private transient FilterCaller callers;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (refused.areAny() && isWriting(request.getMethod())) {
      callers.of(request).ifPresent(caller -> hold(caller.tenant(), refused.waitOf(caller)));
    }
    chain.doFilter(request, response);
  }

  static boolean isWriting(String method) {
    return WRITING.contains(method);
  }

  private void hold(String tenant, Duration wait) {
    try {
      if (!wait.isZero() && waiting.merge(tenant, 1, Integer::sum) <= MOST_OF_A_TENANT) {
        TimeUnit.NANOSECONDS.sleep(Math.min(wait.toNanos(), LONGEST.toNanos()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!wait.isZero()) {
        waiting.computeIfPresent(tenant, (each, count) -> count == 1 ? null : count - 1);
      }
    }
  }
}
