package org.waybill.running;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.waybill.json.Json;

/** A client of an event stream that reads when it is asked to. */
public final class EventSource implements AutoCloseable {

  /** One server-sent event. */
  public record Message(String id, String name, String data) {
    public JsonObject json() {
      return Json.read(data).asJsonObject();
    }
  }

  /** Before a server proves to a silent client that the connection lives. */
  private static final Duration HEAD = Duration.ofSeconds(8);

  /** Closing a stream closes its connection, as it does where somebody goes away. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpResponse<InputStream> answer;

  private EventSource(HttpResponse<InputStream> answer) {
    this.answer = answer;
  }

  public static EventSource open(Api caller, String path) {
    return open(caller, path, Map.of());
  }

  public static EventSource open(Api caller, String path, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(caller.base().resolve(path))
            .timeout(HEAD)
            .header("Accept", "text/event-stream")
            .header("Authorization", "Bearer " + caller.token());
    headers.forEach(request::header);
    return open(request.build());
  }

  /** Opens whatever stream this request asks for. */
  public static EventSource open(HttpRequest request) {
    try {
      return new EventSource(CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static int statusOf(Api caller, String path) {
    try (EventSource stream = open(caller, path)) {
      return stream.status();
    }
  }

  public int status() {
    return answer.statusCode();
  }

  /** A header of the answer, or null. */
  public String header(String name) {
    return answer.headers().firstValue(name).orElse(null);
  }

  /** Everything up to the stream's end. */
  public List<Message> all(Duration limit) {
    return until(limit, message -> false);
  }

  /** Everything up to the first of this name. */
  public List<Message> until(String name, Duration limit) {
    return until(limit, message -> message.name().equals(name));
  }

  /** Everything up to the first of which this is true, or the stream's end. */
  public List<Message> until(Duration limit, Predicate<Message> last) {
    CompletableFuture<List<Message>> read = CompletableFuture.supplyAsync(() -> read(last));
    try {
      return read.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("stream " + answer.uri(), e);
    }
  }

  private List<Message> read(Predicate<Message> last) {
    List<Message> messages = new ArrayList<>();
    while (true) {
      Message next = next();
      if (next == null) {
        return messages;
      }
      messages.add(next);
      if (last.test(next)) {
        return messages;
      }
    }
  }

  /** The next message, or null at the end of the stream. */
  public Message next() {
    String id = null;
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data.append(data.length() == 0 ? "" : "\n").append(line.substring(6));
      } else if (line.isEmpty() && data.length() > 0) {
        return new Message(id, name, data.toString());
      }
    }
    return null;
  }

  /** Byte by byte: what lies behind the line stays in the connection. */
  private String line() {
    try {
      var bytes = new ByteArrayOutputStream();
      for (int b = answer.body().read(); b != '\n'; b = answer.body().read()) {
        if (b < 0) {
          return null;
        }
        bytes.write(b);
      }
      return bytes.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      answer.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
