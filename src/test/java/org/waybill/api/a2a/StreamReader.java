package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.waybill.json.Json;

/** Reads a stream of server-sent events, one by one. */
final class StreamReader implements AutoCloseable {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * One event.
   *
   * @param id null if it has none
   */
  record Told(String id, JsonObject data) {}

  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  private StreamReader(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  static StreamReader open(HttpRequest request) {
    try {
      return new StreamReader(CLIENT.send(request, BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  int status() {
    return response.statusCode();
  }

  String type() {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  /** The next event; null at the end. */
  Told next() {
    try {
      String id = null;
      String data = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty() && data != null) {
          return new Told(id, Json.read(data).asJsonObject());
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All to the end. */
  List<Told> rest() {
    List<Told> all = new ArrayList<>();
    for (Told told = next(); told != null; told = next()) {
      all.add(told);
    }
    return all;
  }

  /** Hangs up. */
  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
