package org.waybill.running;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver of posts on loopback that keeps them, and answers each path as told. */
public final class Inbox implements AutoCloseable {

  /** What came. */
  public record Post(String path, Headers headers, String body) {

    public JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(body))) {
        return reader.readObject();
      }
    }

    public String header(String name) {
      return headers.getFirst(name);
    }

    /** Whether one of its signatures is made with this secret, as Standard Webhooks say. */
    public boolean isSignedWith(String secret) throws GeneralSecurityException {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = header("webhook-id") + "." + header("webhook-timestamp") + "." + body;
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return List.of(header("webhook-signature").split(" "))
          .contains("v1," + Base64.getEncoder().encodeToString(signature));
    }
  }

  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final Map<String, Receiver.Answering> answers = new ConcurrentHashMap<>();
  private final Receiver receiver;

  public Inbox() throws IOException {
    receiver = new Receiver(this::take);
  }

  private void take(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    posts.add(new Post(path, exchange.getRequestHeaders(), body));
    answers.getOrDefault(path, each -> Receiver.say(each, 204, "")).answer(exchange);
  }

  /** What is posted there is answered so from now on; otherwise with 204. */
  public URI answering(String path, Receiver.Answering answer) {
    answers.put(path, answer);
    return receiver.at(path);
  }

  public URI at(String path) {
    return receiver.at(path);
  }

  public List<Post> postsTo(String path) {
    return posts.stream().filter(post -> post.path().equals(path)).toList();
  }

  /** What came there, as soon as it is so many. */
  public List<Post> await(String path, int count, Duration limit) {
    return org.awaitility.Awaitility.await(count + " posts to " + path)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> postsTo(path), got -> got.size() >= count);
  }

  @Override
  public void close() {
    receiver.close();
  }
}
