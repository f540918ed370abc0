package org.waybill.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.waybill.outbound.RetryAfter;
import org.waybill.trace.CurrentTrace;
import org.waybill.trace.TraceParent;

/** Calls a model over HTTP and reads its answer while it comes. */
@ApplicationScoped
public class ModelConnection {

  private static final Logger LOG = Logger.getLogger(ModelConnection.class.getName());

  /** Text that looks like a key or a token. */
  private static final Pattern KEY = Pattern.compile("(?:sk|pk|key|Bearer)[-_ ][^\\s\"',}]++");

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int LONGEST_COMPLAINT = 500;

  /** Anthropic's own status. */
  private static final int OVERLOADED = 529;

  private final HttpClient client =
      // An offer to upgrade to HTTP/2 confuses some model servers.
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private final Clock clock;

  /** For the container, which needs it for its proxies. */
  protected ModelConnection() {
    this(null);
  }

  @Inject
  public ModelConnection(Clock clock) {
    this.clock = clock;
  }

  /**
   * Asks, and passes on each piece of the answer as it arrives; returns at its end. An interrupt
   * ends the call at once and closes the connection.
   *
   * @throws ModelFailure if there is no whole answer
   */
  @Timeout(value = 30, unit = ChronoUnit.MINUTES)
  @Bulkhead(ModelExecutor.AT_ONCE)
  public StreamedReply read(ModelConfig model, String body, Consumer<String> pieces)
      throws InterruptedException {
    try (StreamLineReader lines = new StreamLineReader()) {
      var response = client.send(request(model, body), HttpResponse.BodyHandlers.ofPublisher());
      response.body().subscribe(HttpResponse.BodySubscribers.fromLineSubscriber(lines));
      if (response.statusCode() != 200) {
        throw failure(response, complaint(lines));
      }
      StreamParser parser = model.provider().format().parser();
      String line = lines.next();
      while (line != null && parser.read(line, pieces)) {
        line = lines.next();
      }
      return parser.end();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not reach the model {0}: {1}", new Object[] {model, hidden(e)});
      throw new ModelFailure.Broken("Could not reach the model.", e);
    }
  }

  private static String hidden(IOException failure) {
    return KEY.matcher(String.valueOf(failure)).replaceAll("***");
  }

  private static HttpRequest request(ModelConfig model, String body) {
    WireFormat format = model.provider().format();
    var request =
        HttpRequest.newBuilder(URI.create(format.url(model)))
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream, application/x-ndjson, application/json")
            // Until the headers of the response; the reader limits the time between the pieces.
            .timeout(model.silence())
            .POST(HttpRequest.BodyPublishers.ofString(body));
    format.headers(model).forEach(request::header);
    if (CurrentTrace.get() != null) {
      request.header(TraceParent.NAME, CurrentTrace.get());
    }
    return request.build();
  }

  private static String complaint(StreamLineReader lines) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (String line = lines.next();
        line != null && text.length() < LONGEST_COMPLAINT;
        line = lines.next()) {
      text.append(line.strip()).append(' ');
    }
    return text.substring(0, Math.min(text.length(), LONGEST_COMPLAINT)).strip();
  }

  private ModelFailure failure(HttpResponse<?> response, String body) {
    int status = response.statusCode();
    LOG.log(
        Level.WARNING,
        "The model answered with HTTP status {0}: {1}",
        new Object[] {Integer.toString(status), KEY.matcher(body).replaceAll("***")});
    // The caller gets no text of the provider: it may contain the account, address or key.
    String complaint = "The model answered " + status + ".";
    if (status == 429 || status == OVERLOADED) {
      return new ModelFailure.Busy(complaint, retryAfter(response));
    }
    return status >= 500 || status == 408 || status < 400
        ? new ModelFailure.Broken(complaint, null)
        : new ModelFailure.Refused(complaint);
  }

  private Duration retryAfter(HttpResponse<?> response) {
    return RetryAfter.of(response.headers().firstValue("Retry-After"), clock).orElse(null);
  }
}
