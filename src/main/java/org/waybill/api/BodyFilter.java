package org.waybill.api;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.waybill.config.AccessSettings;
import org.waybill.config.DocumentSettings;
import org.waybill.config.KnownSettings;
import org.waybill.config.MediaSettings;
import org.waybill.config.Settings;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;

/**
 * A body that is not there as a whole is gathered first, within a time, and only so many of a user
 * at once: each of them holds a thread, see {@link TransferSlots}. One that is there costs nothing
 * more, and neither does that of a caller who is refused anyway. Comes after {@link
 * RejectionThrottle}.
 *
 * <p>Not by a {@code ReadListener}: one server did not report the arrival of some bodies.
 */
public class BodyFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final int RETRY_SECONDS = 2;
  private static final long MEGABYTE = 1_048_576;

  @Inject private transient Settings settings;
  @Inject private transient FilterCaller callers;
  @Inject private transient TransferSlots slots;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isThere(request) || isTooLarge(request)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Caller> caller = callers.of(request);
    if (caller.isEmpty()) {
      chain.doFilter(request, response);
    } else {
      gather(caller.get().owner(), request, response, chain);
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

  /** Rejected by its interface at once, unread. */
  private boolean isTooLarge(HttpServletRequest request) {
    return request.getContentLengthLong() > limit(request);
  }

  private void gather(
      Owner user, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Duration time =
        settings.get(isUpload(request) ? AccessSettings.UPLOAD_TIME : AccessSettings.BODY_TIME);
    Optional<Transfer> read = slots.takeSoon(user, time);
    if (read.isEmpty()) {
      response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
      refuse(
          request,
          response,
          Problem.tooMany(
              "Too many request bodies are being read; allowed: %d of one user and %d in all;"
                      .formatted(TransferSlots.MOST_OF_A_USER, TransferSlots.MOST)
                  + " nothing was stored.",
              RETRY_SECONDS));
      return;
    }
    BufferedBody body;
    try {
      body = BodyReader.read(request.getInputStream(), limit(request), read.get());
    } catch (Problem refusal) {
      refuse(request, response, refusal);
      return;
    }
    try {
      chain.doFilter(new BufferedRequest(request, body), response);
    } finally {
      if (!request.isAsyncStarted()) {
        body.close();
      }
    }
  }

  /** What is still to come is not read: the connection cannot serve another request. */
  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    response.setHeader("Connection", "close");
    RequestLineFilter.refuse(request, response, problem);
  }

  private long limit(HttpServletRequest request) {
    if (BodyLimit.isFrame(request.getContentType(), request.getRequestURI())) {
      return BodyLimit.FRAME + 1;
    }
    if (!isUpload(request)) {
      return settings.get(KnownSettings.INPUT_LIMIT);
    }
    boolean media = request.getRequestURI().endsWith(BodyLimit.JOBS);
    return (settings.get(media ? MediaSettings.MEGABYTES : DocumentSettings.MEGABYTES) + 1)
        * MEGABYTE;
  }

  private static boolean isUpload(HttpServletRequest request) {
    return BodyLimit.isUpload(request.getContentType(), request.getRequestURI());
  }
}
