package org.waybill.progress;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the caller's token in the request that opens a WebSocket. */
public class Handshake extends ServerEndpointConfig.Configurator {

  private static final String TOKEN = "org.waybill.token";
  private static final String BEARER_HEADER = "Bearer ";
  private static final String BEARER_PROTOCOL = "bearer.";

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    config.getUserProperties().put(TOKEN, token(request.getHeaders()).orElse(""));
  }

  /** The token that this session was opened with. */
  static Optional<String> token(Session session) {
    return Optional.ofNullable((String) session.getUserProperties().get(TOKEN))
        .filter(token -> !token.isEmpty());
  }

  private static Optional<String> token(Map<String, List<String>> headers) {
    return Stream.concat(
            values(headers, "Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER_HEADER, 0, 7))
                .map(value -> value.substring(BEARER_HEADER.length())),
            values(headers, "Sec-WebSocket-Protocol")
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> value.startsWith(BEARER_PROTOCOL))
                .map(value -> value.substring(BEARER_PROTOCOL.length())))
        .map(String::strip)
        .findFirst();
  }

  private static Stream<String> values(Map<String, List<String>> headers, String name) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .flatMap(entry -> entry.getValue().stream());
  }
}
