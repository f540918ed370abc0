package org.waybill.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.waybill.json.Json;
import org.waybill.model.ModelFailure;
import org.waybill.outbound.RetryAfter;
import org.waybill.trace.CurrentTrace;
import org.waybill.trace.TraceParent;

/** A client for the streaming chat completions of OpenAI, which most model servers support. */
@ApplicationScoped
public class ModelStream {

  private static final Logger LOG = Logger.getLogger(ModelStream.class.getName());

  /** Text that looks like a key or a token. */
  private static final Pattern KEY = Pattern.compile("(?:sk|pk|key|Bearer)[-_ ][^\\s\"',}]++");

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int LONGEST_COMPLAINT = 500;
  private static final String DATA = "data:";
  private static final String END = "[DONE]";

  private final HttpClient client =
      // An offer to upgrade to HTTP/2 confuses some model servers.
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private final Clock clock;

  /** For the container, which needs it for its proxies. */
  protected ModelStream() {
    this(null);
  }

  @Inject
  public ModelStream(Clock clock) {
    this.clock = clock;
  }

  /**
   * Asks, and passes on each piece of the answer as it arrives; returns at its end. An interrupt
   * ends the call at once and closes the connection.
   *
   * @throws ModelFailure if there is no whole answer
   */
  @Timeout(value = 30, unit = ChronoUnit.MINUTES)
  @Bulkhead(AgentExecutors.MODELS_AT_ONCE)
  @CircuitBreaker(
      failOn = ModelFailure.Broken.class,
      requestVolumeThreshold = 10,
      // In milliseconds, the default unit: Payara reads the number and ignores the unit.
      delay = 5_000)
  public void read(ModelEndpoint endpoint, List<ChatMessage> turns, Consumer<String> pieces)
      throws InterruptedException {
    try (StreamLineReader streamLineReader = new StreamLineReader()) {
      var response = client.send(request(endpoint, turns), HttpResponse.BodyHandlers.ofPublisher());
      response.body().subscribe(HttpResponse.BodySubscribers.fromLineSubscriber(streamLineReader));
      if (response.statusCode() != 200) {
        throw failure(response, complaint(streamLineReader));
      }
      readEvents(streamLineReader, pieces);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not reach the model {0}: {1}", new Object[] {endpoint, e});
      throw new ModelFailure.Broken("Could not reach the model.", e);
    }
  }

  private static HttpRequest request(ModelEndpoint endpoint, List<ChatMessage> turns) {
    var messages = Json.array();
    turns.forEach(t -> messages.add(Json.object().add("role", t.role()).add("content", t.text())));
    String body =
        Json.object()
            .add("model", endpoint.model())
            .add("stream", true)
            .add("messages", messages)
            .build()
            .toString();
    var request =
        HttpRequest.newBuilder(endpoint.completions())
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            // Until the headers of the response; the reader limits the time between the pieces.
            .timeout(endpoint.silence())
            .POST(HttpRequest.BodyPublishers.ofString(body));
    endpoint.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    if (CurrentTrace.get() != null) {
      request.header(TraceParent.NAME, CurrentTrace.get());
    }
    return request.build();
  }

  private static void readEvents(StreamLineReader streamLineReader, Consumer<String> pieces)
      throws IOException, InterruptedException {
    boolean finished = false;
    for (String line = streamLineReader.next(); line != null; line = streamLineReader.next()) {
      String data = line.startsWith(DATA) ? line.substring(DATA.length()).strip() : "";
      if (data.equals(END)) {
        return;
      }
      finished |= !data.isEmpty() && readEvent(data, pieces);
    }
    if (!finished) {
      throw new IOException("the stream ended before the answer was complete");
    }
  }

  /** Whether this was the last piece of the answer. */
  private static boolean readEvent(String data, Consumer<String> pieces) throws IOException {
    JsonObject event = object(data);
    if (event.containsKey("error")) {
      throw new IOException("the model reported " + event.get("error"));
    }
    JsonArray choices = event.getJsonArray("choices");
    if (choices == null || choices.isEmpty()) {
      return false;
    }
    JsonObject choice = choices.getJsonObject(0);
    JsonObject delta = choice.getJsonObject("delta");
    if (delta != null && delta.get("content") instanceof JsonString content) {
      pieces.accept(content.getString());
    }
    return choice.get("finish_reason") instanceof JsonString;
  }

  private static JsonObject object(String data) throws IOException {
    try {
      return Json.read(data).asJsonObject();
    } catch (JsonException | ClassCastException e) {
      throw new IOException("the model sent something that is not a JSON object", e);
    }
  }

  private static String complaint(StreamLineReader streamLineReader)
      throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (String line = streamLineReader.next();
        line != null && text.length() < LONGEST_COMPLAINT;
        line = streamLineReader.next()) {
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
    if (status == 429) {
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
