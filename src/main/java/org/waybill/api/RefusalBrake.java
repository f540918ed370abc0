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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.waybill.security.Caller;

/**
 * Lets the writing calls of those wait who are refused for a limit again and again, a few at a
 * time; further ones are refused before anything is read. Reading is never held up. Comes second,
 * after {@link RequestGate}.
 */
public class RefusalBrake extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final int MOST_OF_A_TENANT = 8;
  private static final int RETRY_SECONDS = 2;
  private static final Duration LONGEST = Duration.ofMillis(500);
  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH");

  private final transient Map<String, Integer> waiting = new ConcurrentHashMap<>();

  @Inject private transient RefusedCallers refused;
  @Inject private transient FilterCaller callers;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (refused.areAny() && WRITING.contains(request.getMethod())) {
      Optional<Caller> caller = callers.of(request);
      Duration wait = caller.map(refused::waitOf).orElse(Duration.ZERO);
      if (!wait.isZero() && !hold(caller.get().tenant(), wait)) {
        response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
        response.setHeader("Connection", "close");
        RequestGate.refuse(
            response,
            Problem.tooMany(
                "Too many calls of this user have been refused for a limit; nothing was stored.",
                RETRY_SECONDS));
        return;
      }
    }
    chain.doFilter(request, response);
  }

  /** False if as many wait as may: each holds a thread. */
  private boolean hold(String tenant, Duration wait) {
    boolean free = waiting.merge(tenant, 1, Integer::sum) <= MOST_OF_A_TENANT;
    try {
      if (free) {
        TimeUnit.NANOSECONDS.sleep(Math.min(wait.toNanos(), LONGEST.toNanos()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.computeIfPresent(tenant, (each, count) -> count == 1 ? null : count - 1);
    }
    return free;
  }
}
