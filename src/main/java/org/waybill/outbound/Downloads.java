package org.waybill.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.waybill.time.Ticker;

/** Gets what may be too large for memory; redirects are followed like those of other gets. */
@ApplicationScoped
public class Downloads {

  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final SafeHttpClient client;
  private final Ticker ticker;

  /** For the container's proxy. */
  protected Downloads() {
    this(null, null);
  }

  @Inject
  public Downloads(SafeHttpClient client, Ticker ticker) {
    this.client = client;
    this.ticker = ticker;
  }

  /**
   * Asks for it; whatever the status is, the body is still to be read.
   *
   * @param headers sent as long as redirects stay with the same host
   * @param time until the connection is closed
   * @throws RefusedAddress if this address, or one that it redirects to, must not be called
   * @throws CallFailed if there is no answer in time
   */
  public Download open(URI from, Map<String, String> headers, Duration time)
      throws IOException, InterruptedException {
    long begun = ticker.nanos();
    URI uri = client.check("url", from.toString());
    Map<String, String> sent = headers;
    for (int hop = 0; ; hop++) {
      Duration left = time.minus(ticker.since(begun));
      OpenResponse response = client.open("GET", uri, sent, null, left);
      String location = response.header("Location");
      if (!REDIRECTS.contains(response.status()) || location.isEmpty()) {
        return new Download(uri, response, ticker, left);
      }
      response.close();
      if (hop == MOST_REDIRECTS) {
        throw new CallFailed("there are more than " + MOST_REDIRECTS + " redirects");
      }
      URI next = redirected(uri, location);
      if (!next.getAuthority().equals(uri.getAuthority())) {
        sent = Map.of();
      }
      uri = next;
    }
  }

  private URI redirected(URI from, String location) throws CallFailed {
    URI next;
    try {
      next = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new CallFailed("it redirects to '" + location + "', which is not a valid URL", e);
    }
    URI checked = client.check("url", next.toString());
    if ("https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(next.getScheme())) {
      throw new CallFailed("it redirects from https to http");
    }
    return checked;
  }
}
