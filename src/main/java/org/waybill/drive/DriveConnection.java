package org.waybill.drive;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Sends files over HTTP. */
@ApplicationScoped
class DriveConnection {

  private static final Logger LOG = Logger.getLogger(DriveConnection.class.getName());
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration TIME = Duration.ofMinutes(2);
  private static final int LONGEST_COMPLAINT = 500;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /** The status of the answer, whatever it is. */
  int send(String method, URI uri, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(TIME)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean there = method.equals("MKCOL") && response.statusCode() == 405;
      if (response.statusCode() >= 400 && !there) {
        String text = response.body();
        LOG.log(
            Level.WARNING,
            "{0} {1} answered {2}: {3}",
            new Object[] {
              method,
              uri,
              Integer.toString(response.statusCode()),
              text.substring(0, Math.min(text.length(), LONGEST_COMPLAINT))
            });
      }
      return response.statusCode();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not reach {0}: {1}", new Object[] {uri, e.toString()});
      throw new IOException("Could not reach the server for results.", e);
    }
  }

  /**
   * Refuses a status that is not good.
   *
   * @throws IOException if it may be good later
   */
  static void check(int status) throws IOException, DriveRefused {
    String message = "The server for results answered " + status + ".";
    if (status >= 500 || status == 408 || status == 423 || status == 429) {
      throw new IOException(message);
    }
    if (status < 200 || status >= 300) {
      throw new DriveRefused(message);
    }
  }

  /** Below this address, each name encoded. */
  static URI below(URI base, String path) {
    String encoded =
        Arrays.stream(path.split("/"))
            .map(DriveConnection::encoded)
            .collect(Collectors.joining("/"));
    return URI.create(base + "/" + encoded);
  }

  /** As RFC 3986 does it: letters, digits, - . _ ~ stay. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
