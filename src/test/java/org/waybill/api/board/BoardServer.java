package org.waybill.api.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.waybill.running.Api;
import org.waybill.running.FreePorts;
import org.waybill.running.RunningServer;

/** One server for the tests of this door; each test has a user of its own. */
abstract class BoardServer {

  static final Duration SOON = Duration.ofSeconds(30);

  static GreenMail mail;
  static RunningServer server;
  static Api operator;

  Api ann;
  String annsName;

  @BeforeAll
  static void start() {
    int port = Integer.parseInt(FreePorts.next());
    mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_SMTP_HOST", "127.0.0.1",
                "WAYBILL_SMTP_PORT", Integer.toString(port),
                "WAYBILL_SMTP_SECURITY", "none",
                "WAYBILL_BOARD_MAIL_DOMAINS", "example.com"));
    operator = server.api();
  }

  @AfterAll
  static void end() {
    server.close();
    mail.stop();
  }

  @BeforeEach
  void somebodyNew() {
    annsName = "ann-" + UUID.randomUUID();
    ann = user("default", annsName);
  }

  static Api user(String tenant, String userId) {
    Api.Answer made =
        operator.post(
            "/api/tokens",
            "{\"tenant\":\"%s\",\"userId\":\"%s\",\"role\":\"user\"}".formatted(tenant, userId));
    assertThat(made.status()).isEqualTo(201);
    return new Api(server.base(), made.object().getString("token"));
  }

  static String[] bearer(Api who) {
    return new String[] {"Authorization", "Bearer " + who.token()};
  }

  static Api.Answer push(Api who, String question) {
    return who.post("/api/push", question(question, "kitchen").toString());
  }

  static JsonObject question(String question, String socket) {
    return Json.createObjectBuilder().add("question", question).add("websocket_id", socket).build();
  }

  /** The id of a question that was put into the queue. */
  static String id(Api.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("id");
  }

  static JsonObject queue(Api who, String name) {
    Api.Answer answer = who.get("/api/get-queue/" + name);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.object();
  }

  static long files() {
    Path folder = server.data().resolve("files");
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
