package org.waybill.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.waybill.config.OutboundSettings;
import org.waybill.config.Settings;
import org.waybill.time.Ticker;

/** Calls what callers have named, and only what is public or allowed. */
@ApplicationScoped
public class SafeHttpClient {

  private static final int SHOWN_BYTES = 2_000;
  private static final String ADDRESS = "url";
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Settings settings;
  private final SSLSocketFactory tls;
  private final EgressPolicy.Names names;
  private final Ticker ticker;

  /** For the container's proxy. */
  protected SafeHttpClient() {
    this(null, null, null, null);
  }

  @Inject
  public SafeHttpClient(Settings settings, Ticker ticker) {
    this(
        settings,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        InetAddress::getAllByName,
        ticker);
  }

  SafeHttpClient(Settings settings, SSLSocketFactory tls, EgressPolicy.Names names, Ticker ticker) {
    this.ticker = ticker;
    this.settings = settings;
    this.tls = tls;
    this.names = names;
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
  public GetResult get(URI uri, CallLimits callLimits) throws IOException, InterruptedException {
    return get(uri, Map.of(), callLimits);
  }

  /**
   * The same with headers, which every redirect gets that stays with the same host.
   *
   * @throws RefusedAddress if this address, or one that it redirects to, must not be called
   * @throws ResponseTooLarge if the body is larger than allowed
   * @throws CallFailed if there is no answer in time
   * @throws IllegalArgumentException if a header cannot be sent
   */
  public GetResult get(URI uri, Map<String, String> headers, CallLimits callLimits)
      throws IOException, InterruptedException {
    long until = ticker.nanos() + callLimits.timeout().toNanos();
    Target target = target(ADDRESS, uri.toString());
    Map<String, String> sent = headers;
    for (int hop = 0; ; hop++) {
      ResponseReader responseReader =
          call(target, OutboundRequest.of(target, sent, null), until, callLimits, true);
      String location = responseReader.headers().get("location");
      if (!REDIRECTS.contains(responseReader.status()) || location == null) {
        return new GetResult(
            target.uri(), responseReader.status(), responseReader.headers(), responseReader.body());
      }
      if (hop == callLimits.redirects()) {
        throw new CallFailed("there are more than " + callLimits.redirects() + " redirects");
      }
      Target next = redirected(target, location);
      if (!next.authority().equals(target.authority())) {
        sent = Map.of();
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
  public PostResult post(URI uri, Map<String, String> headers, byte[] body, Duration timeout)
      throws IOException, InterruptedException {
    long until = ticker.nanos() + timeout.toNanos();
    Target target = target(ADDRESS, uri.toString());
    CallLimits callLimits = new CallLimits(timeout, SHOWN_BYTES);
    ResponseReader responseReader =
        call(target, OutboundRequest.of(target, headers, body), until, callLimits, false);
    String text = new String(responseReader.body(), StandardCharsets.UTF_8).replace("\0", "");
    return new PostResult(responseReader.status(), responseReader.headers(), text);
  }

  /**
   * Sends a request of any method and reads all of its answer; redirects are not followed.
   *
   * @param body null for none
   * @throws RefusedAddress if this address must not be called
   * @throws ResponseTooLarge if the body is larger than allowed
   * @throws CallFailed if there is no answer in time
   * @throws IllegalArgumentException if a header cannot be sent
   */
  public GetResult send(
      String method, URI uri, Map<String, String> headers, byte[] body, CallLimits callLimits)
      throws IOException, InterruptedException {
    long until = ticker.nanos() + callLimits.timeout().toNanos();
    Target target = target(ADDRESS, uri.toString());
    ClassicHttpRequest request = OutboundRequest.of(method, target, headers, body);
    ResponseReader responseReader = call(target, request, until, callLimits, true);
    return new GetResult(
        target.uri(), responseReader.status(), responseReader.headers(), responseReader.body());
  }

  /**
   * Sends a request whose answer is read while it comes, such as a stream of events; redirects are
   * not followed.
   *
   * @param body null for none
   * @param timeout until the connection is closed, whatever has come until then
   * @throws RefusedAddress if this address must not be called
   * @throws CallFailed if there is no answer in time
   * @throws IllegalArgumentException if a header cannot be sent
   */
  public OpenResponse open(
      String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout)
      throws IOException, InterruptedException {
    long until = ticker.nanos() + timeout.toNanos();
    Target target = target(ADDRESS, uri.toString());
    ClassicHttpRequest request = OutboundRequest.of(method, target, headers, body);
    HttpConnection connection = null;
    boolean isOpen = false;
    try {
      Duration connect = settings.get(OutboundSettings.CONNECT);
      connection = HttpConnection.open(target, connect, until, tls, ticker);
      OpenResponse response = new OpenResponse(connection, connection.exchange(request));
      isOpen = true;
      return response;
    } catch (IOException | HttpException e) {
      throw failure(e, target, until, timeout);
    } finally {
      if (!isOpen && connection != null) {
        connection.close();
      }
    }
  }

  private Target target(String field, String uri) {
    return new EgressPolicy(settings.get(OutboundSettings.ALLOW), names).check(field, uri);
  }

  private Target redirected(Target from, String location) throws CallFailed {
    URI uri;
    try {
      uri = from.uri().resolve(location);
    } catch (IllegalArgumentException e) {
      throw new CallFailed("it redirects to '" + location + "', which is not a valid URL", e);
    }
    Target next = target(ADDRESS, uri.toString());
    if (from.isSecure() && !next.isSecure()) {
      throw new CallFailed("it redirects from https to http");
    }
    return next;
  }

  private ResponseReader call(
      Target target, ClassicHttpRequest request, long until, CallLimits callLimits, boolean whole)
      throws IOException, InterruptedException {
    Duration connect = settings.get(OutboundSettings.CONNECT);
    try (HttpConnection httpConnection = HttpConnection.open(target, connect, until, tls, ticker)) {
      return ResponseReader.of(httpConnection.exchange(request), callLimits.mostBytes(), whole);
    } catch (CallFailed e) {
      throw e;
    } catch (IOException | HttpException e) {
      throw failure(e, target, until, callLimits.timeout());
    }
  }

  private CallFailed failure(Exception e, Target target, long until, Duration timeout)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw interrupted(e);
    }
    if (ticker.nanos() - until >= 0) {
      return new CallFailed("no complete response within " + timeout.toMillis() + " ms", e);
    }
    return new CallFailed(reason(e, target), e);
  }

  private static String reason(Exception e, Target target) {
    if (e instanceof NoHttpResponseException) {
      return "the connection was closed without a response";
    }
    if (e instanceof ConnectionClosedException || e instanceof TruncatedChunkException) {
      return "the connection was closed before the body was complete";
    }
    if (e instanceof HttpException || e instanceof MalformedChunkCodingException) {
      return "the response is not valid HTTP";
    }
    return "%s: %s".formatted(target.authority(), e.getMessage());
  }

  private static InterruptedException interrupted(Exception cause) {
    InterruptedException interrupted = new InterruptedException("interrupted during the request");
    interrupted.initCause(cause);
    return interrupted;
  }
}
