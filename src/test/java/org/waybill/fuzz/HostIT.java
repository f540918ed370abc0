package org.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.running.Api;
import org.waybill.running.RawClient;
import org.waybill.running.RunningServer;

/** What the header Host does to a request. */
class HostIT {

  private static Api api;

  @BeforeAll
  static void start() {
    api = RunningServer.shared(FuzzIT.SETTINGS).api();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: :80\r\n",
        "Host: x:80.y\r\n",
        "Host: x:80:80\r\n",
        "Host: \r\n",
        "Host:\r\n",
        "Host: a b\r\n",
        "Host: x:99999\r\n",
        "Host: [::1\r\n",
        "Host: [::1]x\r\n",
        "Host: a/b\r\n",
        "Host: a@b\r\n",
        ""
      })
  void aMalformedHostIsRefusedAndTheConnectionClosed(String host) {
    try (RawClient client = RawClient.send(api.base(), get(host) + get("Host: localhost\r\n"))) {
      assertThat(client.status()).isEqualTo(400);
      assertThat(rest(client)).as("answered after the first").doesNotContain("HTTP/1.1 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "localhost:",
        "example.org:8080",
        "some_service.example.org",
        "[::1]:8080",
        "[::1]"
      })
  void anyOtherHostIsAnswered(String host) {
    try (RawClient client =
        RawClient.send(api.base(), get("Connection: close\r\nHost: " + host + "\r\n"))) {
      assertThat(client.status()).isEqualTo(200);
      assertThat(rest(client)).contains("\"items\"");
    }
  }

  @Test
  void requestsOnOneConnectionAreAnsweredAll() {
    String host = "Host: " + api.base().getAuthority() + "\r\n";
    String requests = get(host) + get(host) + get(host + "Connection: close\r\n");
    try (RawClient client = RawClient.send(api.base(), requests)) {
      assertThat(client.status()).isEqualTo(200);
      assertThat(Pattern.compile("HTTP/1\\.1 200 ").matcher(rest(client)).results()).hasSize(2);
    }
  }

  private static String get(String headers) {
    return "GET /api/tasks?limit=1 HTTP/1.1\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(api.token(), headers);
  }

  /** Until the server closes the connection. */
  private static String rest(RawClient client) {
    StringBuilder rest = new StringBuilder();
    for (String piece = client.next(); !piece.isEmpty(); piece = client.next()) {
      rest.append(piece);
    }
    return rest.toString();
  }
}
