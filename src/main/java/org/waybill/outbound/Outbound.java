package org.waybill.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.waybill.config.OutboundKnobs;
import org.waybill.config.Settings;

/** Calls what callers have named, and only what is public or allowed. */
@ApplicationScoped
public class Outbound {

  private static final int SHOWN_BYTES = 2_000;
  private static final String ADDRESS = "url";
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Settings settings;
  private final SSLSocketFactory tls;

  /** For the container's proxy. */
  protected Outbound() {
    this(null, null);
  }

  @Inject
  public Outbound(Settings settings) {
    this(settings, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  Outbound(Settings settings, SSLSocketFactory tls) {
    this.settings = settings;
    this.tls = tls;
  }

  /**
   * Checks an address when it is named, so that the caller learns of it.
   *
   * @param field the part of the request that names it
   * @throws RefusedAddress if it must not be called
   */
  public URI check(String field, String uri) {
    return target(field, uri).uri();
  }

  /** Gets what is there, whatever its status. */
  public Fetched get(URI uri, Limits limits) throws IOException, InterruptedException {
    return get(uri, Map.of(), limits);
  }

  /**
   * The same with headers, which every redirect gets that stays with the same host.
   *
   * @throws RefusedAddress if this address, or one that it redirects to, must not be called
   * @throws TooMuch if the body is larger than allowed
   * @throws CallFailed if there is no answer in time
   * @throws IllegalArgumentException if a header cannot be sent
   */
  public Fetched get(URI uri, Map<String, String> headers, Limits limits)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + limits.timeout().toNanos();
    Target target = target(ADDRESS, uri.toString());
    Request request = new Request("GET", headers, null);
    for (int hop = 0; ; hop++) {
      AnswerReader.Answer answer =
          call(target, request, until, limits.timeout(), limits.mostBytes(), false);
      String location = answer.headers().get("location");
      if (!REDIRECTS.contains(answer.status()) || location == null) {
        return new Fetched(target.uri(), answer.status(), answer.headers(), answer.body());
      }
      if (hop == limits.redirects()) {
        throw new CallFailed("there are more than " + limits.redirects() + " redirects");
      }
      Target next = redirected(target, location);
      if (!next.authority().equals(target.authority())) {
        request = new Request("GET", Map.of(), null);
      }
      target = next;
    }
  }

  /**
   * Sends a body; a redirect is an answer like others.
   *
   * @throws RefusedAddress if this address must not be called
   * @throws CallFailed if there is no answer in time
   * @throws IllegalArgumentException if a header cannot be sent
   */
  public Sent post(URI uri, Map<String, String> headers, byte[] body, Duration timeout)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    Target target = target(ADDRESS, uri.toString());
    Request request = new Request("POST", headers, body);
    AnswerReader.Answer answer = call(target, request, until, timeout, SHOWN_BYTES, true);
    String text = new String(answer.body(), StandardCharsets.UTF_8).replace("\0", "");
    return new Sent(answer.status(), answer.headers(), text);
  }

  private Target target(String field, String uri) {
    return new AddressCheck(settings.get(OutboundKnobs.ALLOW)).check(field, uri);
  }

  private Target redirected(Target from, String location) throws CallFailed {
    URI uri;
    try {
      uri = from.uri().resolve(location);
    } catch (IllegalArgumentException e) {
      throw new CallFailed("it redirects to '" + location + "', which is no URL", e);
    }
    Target next = target(ADDRESS, uri.toString());
    if (from.isSecure() && !next.isSecure()) {
      throw new CallFailed("it redirects from https to http");
    }
    return next;
  }

  private AnswerReader.Answer call(
      Target target, Request request, long until, Duration timeout, long most, boolean cut)
      throws IOException, InterruptedException {
    long nanos = until - System.nanoTime();
    Duration connect = settings.get(OutboundKnobs.CONNECT);
    try (Line line = Line.open(target, connect, nanos, tls)) {
      try {
        OutputStream out = line.out();
        out.write(request.head(target));
        if (request.body() != null) {
          out.write(request.body());
        }
        out.flush();
        return new AnswerReader(line.in(), most, cut).read();
      } catch (IOException e) {
        throw line.isLate() ? late(timeout, e) : e;
      }
    } catch (CallFailed e) {
      throw e;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw interrupted(e);
      }
      throw System.nanoTime() >= until ? late(timeout, e) : unreachable(target, e);
    }
  }

  private static CallFailed late(Duration timeout, IOException e) {
    return new CallFailed("there is no whole answer within " + timeout.toMillis() + " ms", e);
  }

  private static CallFailed unreachable(Target target, IOException e) {
    return new CallFailed("%s: %s".formatted(target.authority(), e.getMessage()), e);
  }

  private static InterruptedException interrupted(IOException cause) {
    InterruptedException interrupted = new InterruptedException("interrupted while calling");
    interrupted.initCause(cause);
    return interrupted;
  }
}
