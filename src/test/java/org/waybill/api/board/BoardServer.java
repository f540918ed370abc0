package org.waybill.api.board;

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
import org.waybill.running.Board;
import org.waybill.running.Postbox;
import org.waybill.running.RunningServer;

/** One server for the tests of this door; each test has a user of its own. */
abstract class BoardServer {

  static final Duration SOON = Duration.ofSeconds(30);

  static Postbox mail;
  static RunningServer server;
  static Api operator;

  Api ann;
  String annsName;

  @BeforeAll
  static void start() {
    mail = new Postbox();
    Map<String, String> settings = mail.settings();
    settings.put("WAYBILL_BOARD_MAIL_DOMAINS", "example.com");
    server = RunningServer.start(settings);
    operator = server.api();
  }

  @AfterAll
  static void end() {
    server.close();
    mail.close();
  }

  @BeforeEach
  void somebodyNew() {
    annsName = "ann-" + UUID.randomUUID();
    ann = user("default", annsName);
  }

  static Api user(String tenant, String userId) {
    return operator.caller(tenant, userId, "user");
  }

  static String[] bearer(Api who) {
    return new String[] {"Authorization", "Bearer " + who.token()};
  }

  static Api.Answer push(Api who, String question) {
    return new Board(who).push(question, "kitchen");
  }

  /** The id of a question that was put into the queue. */
  static String id(Api.Answer answer) {
    return Board.id(answer);
  }

  static JsonObject queue(Api who, String name) {
    return new Board(who).queue(name);
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
