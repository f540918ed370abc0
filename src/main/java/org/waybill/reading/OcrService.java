package org.waybill.reading;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A service that gets the image of a page and answers with its text. */
final class OcrService {

  private static final int NAP_MILLIS = 50;
  private static final int LONGEST = 2_000_000;
  private static final int TOO_MANY = 429;
  private static final int OK = 200;

  private final URI url;
  private final String languages;
  private final Duration longest;
  private final HttpClient client;

  OcrService(URI url, String languages, Duration longest) {
    this.url = url;
    this.languages = languages;
    this.longest = longest;
    this.client = HttpClient.newBuilder().connectTimeout(longest).build();
  }

  String read(byte[] png, BooleanSupplier stopped)
      throws IOException, InterruptedException, Ocr.Failed {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(longest)
            .header("Content-Type", "image/png")
            .header("Accept", "text/plain")
            .header("Accept-Language", languages.replace('+', ','))
            .POST(BodyPublishers.ofByteArray(png))
            .build();
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request, BodyHandlers.ofInputStream());
    try {
      return text(awaited(answer, stopped));
    } finally {
      answer.cancel(true);
    }
  }

  private HttpResponse<InputStream> awaited(
      CompletableFuture<HttpResponse<InputStream>> answer, BooleanSupplier stopped)
      throws IOException, InterruptedException, Ocr.Failed {
    while (true) {
      try {
        return answer.get(NAP_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (stopped.getAsBoolean()) {
          throw new InterruptedException("Stopped while a page was being recognised");
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof HttpTimeoutException) {
          throw Ocr.tooSlow(longest);
        }
        throw new IOException("The service that recognises text cannot be reached", e.getCause());
      }
    }
  }

  private static String text(HttpResponse<InputStream> answer) throws IOException, Ocr.Failed {
    try (InputStream body = answer.body()) {
      if (answer.statusCode() == OK) {
        return new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
      }
    }
    if (answer.statusCode() == TOO_MANY || answer.statusCode() >= 500) {
      throw new IOException("The service that recognises text answered " + answer.statusCode());
    }
    throw new Ocr.Failed("the service that recognises text answered " + answer.statusCode());
  }
}
