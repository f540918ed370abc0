package org.waybill.api;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.waybill.config.AccessKnobs;
import org.waybill.config.DocumentKnobs;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.security.Anonymous;
import org.waybill.security.BearerToken;
import org.waybill.security.Tokens;
import org.waybill.sql.DatabaseFailure;

/**
 * A body that comes in drops holds no thread: one that is not there as a whole is gathered first,
 * within a time, and its request goes on when it is complete. One that is there costs nothing more,
 * and neither does that of a caller who is refused anyway. Comes second, after {@link RequestGate}.
 */
public class BodyFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String BODY = BodyFilter.class.getName();
  private static final int MOST_GATHERED = 2_000;
  private static final long MEGABYTE = 1_048_576;

  private final transient AtomicInteger gathered = new AtomicInteger();

  private transient ScheduledThreadPoolExecutor clock;

  @Inject private transient Settings settings;
  @Inject private transient Tokens tokens;
  @Inject private transient Anonymous anonymous;
  @Inject private transient Instance<RequestContextController> scopes;

  @Override
  public void init() {
    clock =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "waybill-body-clock");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void destroy() {
    clock.shutdownNow();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(BODY) instanceof GatheredBody body) {
      goOn(new GatheredRequest(request, body), response, chain);
    } else if (request.getDispatcherType() != DispatcherType.REQUEST
        || isThere(request)
        || isTooLarge(request)
        || !isWelcome(request)) {
      chain.doFilter(request, response);
    } else {
      gather(request, response);
    }
  }

  /** Servers open the scope of a request for the first dispatch only. */
  private void goOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestContextController scope = scopes.get();
    boolean opened = scope.activate();
    try {
      chain.doFilter(request, response);
    } finally {
      if (opened) {
        scope.deactivate();
      }
      scopes.destroy(scope);
    }
  }

  /** Whether nothing is left to wait for. */
  private static boolean isThere(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    if (length == 0 || length < 0 && request.getHeader("Transfer-Encoding") == null) {
      return true;
    }
    return length > 0 && request.getInputStream().available() >= length;
  }

  /** Refused by its door at once, unread. */
  private boolean isTooLarge(HttpServletRequest request) {
    return request.getContentLengthLong() > limit(request);
  }

  /** Who is none is refused behind, without a look at the body. */
  private boolean isWelcome(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    try {
      return header == null
          ? anonymous
              .caller(
                  request.getHeader("Origin"),
                  request.getHeader("Host"),
                  request.getHeader("Sec-Fetch-Site"))
              .isPresent()
          : BearerToken.in(header).flatMap(tokens::callerOf).isPresent();
    } catch (DatabaseFailure e) {
      return false;
    }
  }

  private void gather(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (gathered.incrementAndGet() > MOST_GATHERED) {
      gathered.decrementAndGet();
      response.setHeader("Retry-After", "5");
      response.setHeader("Connection", "close");
      RequestGate.refuse(
          response,
          Problem.unavailable("Too many bodies are on their way; nothing was stored.", 5));
      return;
    }
    Duration time =
        settings.get(isUpload(request) ? AccessKnobs.UPLOAD_TIME : AccessKnobs.BODY_TIME);
    AsyncContext exchange = request.startAsync(request, response);
    // A clock of its own: one server keeps the exchange's time-out for what its door waits for.
    exchange.setTimeout(0);
    BodyReader reader = new BodyReader(exchange, limit(request), time, this::ready, this::done);
    exchange.addListener(reader);
    reader.endsBy(clock.schedule(reader::timeOut, time.toMillis(), TimeUnit.MILLISECONDS));
    request.getInputStream().setReadListener(reader);
  }

  private void ready(AsyncContext exchange, GatheredBody body) {
    exchange.getRequest().setAttribute(BODY, body);
    exchange.dispatch();
  }

  private void done() {
    gathered.decrementAndGet();
  }

  private long limit(HttpServletRequest request) {
    return isUpload(request)
        ? (settings.get(DocumentKnobs.MEGABYTES) + 1) * MEGABYTE
        : settings.get(Knobs.INPUT_LIMIT);
  }

  private static boolean isUpload(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && type.regionMatches(true, 0, "multipart/", 0, 10)
        && request.getRequestURI().endsWith("/documents");
  }
}
