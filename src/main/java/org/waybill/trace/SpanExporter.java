package org.waybill.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.config.TraceSettings;
import org.waybill.event.Publisher;

/**
 * Sends spans to a collector, afterwards and in batches. What it does not take is lost and counted:
 * a collector that is away must cost nothing but spans.
 */
@ApplicationScoped
public class SpanExporter {

  private static final Logger LOG = Logger.getLogger(SpanExporter.class.getName());

  /** That wait for being sent. */
  static final int MOST = 4_000;

  private static final long MOST_CHARACTERS = 16_000_000;
  private static final int AT_ONCE = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Inject private Settings settings;
  @Inject private Publisher publisher;

  private final BlockingQueue<EndedSpan> pending = new LinkedBlockingQueue<>(MOST);
  private final AtomicLong characters = new AtomicLong();
  private HttpClient client;
  private boolean isRefused;

  /** Never waits and never fails. */
  void add(EndedSpan span) {
    boolean fits = characters.addAndGet(span.size()) <= MOST_CHARACTERS;
    if (!fits || !pending.offer(span)) {
      characters.addAndGet(-span.size());
      publisher.publish(new SpansExported(1, false));
    }
  }

  /** Sends those that wait now. */
  void exportPending() throws InterruptedException {
    for (List<EndedSpan> batch = next(); !batch.isEmpty(); batch = next()) {
      boolean sent = send(batch);
      publisher.publish(new SpansExported(batch.size(), sent));
    }
  }

  private List<EndedSpan> next() {
    List<EndedSpan> batch = new ArrayList<>();
    pending.drainTo(batch, AT_ONCE);
    characters.addAndGet(-batch.stream().mapToLong(EndedSpan::size).sum());
    return batch;
  }

  private boolean send(List<EndedSpan> batch) throws InterruptedException {
    try {
      int status =
          client().send(request(batch), HttpResponse.BodyHandlers.discarding()).statusCode();
      return noted(status / 100 == 2 ? null : "status " + status);
    } catch (IOException e) {
      return noted(e.toString());
    }
  }

  /** The first failure of a series is logged. */
  private boolean noted(String failure) {
    if (failure != null && !isRefused) {
      LOG.log(
          Level.WARNING,
          "The OpenTelemetry collector ({0}) does not take spans, they are lost: {1}",
          new Object[] {TraceSettings.URL.env(), failure});
    }
    isRefused = failure != null;
    return failure == null;
  }

  private HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(TIMEOUT)
              .build();
    }
    return client;
  }

  private HttpRequest request(List<EndedSpan> batch) {
    URI url = URI.create(settings.get(TraceSettings.URL).orElseThrow() + "/v1/traces");
    String body = OtlpWriter.write(settings.get(KnownSettings.NODE).orElse(null), batch);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    settings.get(TraceSettings.HEADERS).forEach(request::header);
    return request.build();
  }
}
