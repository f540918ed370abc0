package org.waybill.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waybill.reading.Pdfs;
import org.waybill.running.RunningServer;

/** The console in a browser, against a running server. */
class ConsoleIT {

  private static final double PATIENCE_MS = 30_000;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static RunningServer server;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(Map.of());
    chromium = new Chromium();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void signing_in_with_a_wrong_token_says_so() {
    try (Visitor visitor = visitor().expecting("401")) {
      visitor.opens("").entersToken("not-a-token").sees("This API token is unknown");
    }
  }

  @Test
  void signing_out_forgets_the_token() {
    try (Visitor visitor = signedIn()) {
      visitor.presses("Sign out");
      visitor.sees("Sign in to Waybill");
      visitor.page().reload();
      visitor.sees("Sign in to Waybill");
    }
  }

  @Test
  void a_chat_question_gets_an_answer_that_survives_a_reload() {
    try (Visitor visitor = signedIn().opens("#/chats/new")) {
      visitor.page().getByLabel("Message").fill("What is 12 * 12?");
      visitor.presses("Send");
      visitor.awaits("chat-message article[aria-label=Agent][aria-busy=false]");
      var answer = visitor.page().locator("chat-message").last();
      assertThat(answer).containsText("144");

      visitor.page().reload();
      assertThat(visitor.page().locator("chat-message")).hasCount(2);
      assertThat(visitor.page().locator("chat-message").last()).containsText("144");
    }
  }

  @Test
  void an_uploaded_document_moves_to_completed_live() {
    try (Visitor visitor = signedIn().opens("#/documents")) {
      String text = "Parcels to Norway take four to six working days. ".repeat(40);
      visitor
          .page()
          .locator("document-list input[type=file]")
          .setInputFiles(
              new FilePayload("delivery.txt", "text/plain", text.getBytes(StandardCharsets.UTF_8)));
      var row = visitor.awaits("document-list tr:has-text('delivery.txt')");
      assertThat(row.locator("status-mark")).hasText("Completed");

      visitor.page().getByLabel("Search the documents").fill("Norway");
      assertThat(visitor.awaits("document-search li")).containsText("Norway");
    }
  }

  @Test
  void a_cited_passage_opens_on_its_page() throws Exception {
    byte[] pdf =
        Pdfs.of(
            List.of(
                "This page is about something else.",
                "The Quorvane lighthouse was built by Ada Miller in 1871."));
    try (Visitor visitor = signedIn().opens("#/documents")) {
      visitor
          .page()
          .locator("document-list input[type=file]")
          .setInputFiles(new FilePayload("lighthouse.pdf", "application/pdf", pdf));
      var row = visitor.awaits("document-list tr:has-text('lighthouse.pdf')");
      assertThat(row.locator("status-mark")).hasText("Completed");

      visitor.opens("#/chats/new");
      visitor.page().getByLabel("Message").fill("Who built the Quorvane lighthouse?");
      visitor.presses("Send");
      visitor.awaits("chat-message .source").click();

      var dialog = visitor.awaits("page-dialog dialog[open]");
      assertThat(dialog).containsText("lighthouse.pdf · page 2");
      assertThat(dialog.locator("mark")).containsText("Ada Miller");
      var image = visitor.awaits("page-dialog img");
      assertThat(image).hasJSProperty("complete", true);
      assertThat(image.evaluate("image => image.naturalWidth")).isEqualTo(1000);
      visitor.findsItAccessible("a page of a document");
      visitor.page().getByText("Previous page").click();
      assertThat(dialog).containsText("something else");
    }
  }

  @Test
  void a_task_appears_in_the_list_and_moves_while_one_looks() throws Exception {
    try (Visitor visitor = signedIn().opens("#/tasks")) {
      visitor.sees("Tasks");
      String id = submit("{\"sleepMs\":2500,\"steps\":5}");
      var row = visitor.awaits("task-list tr:has(a[title='" + id + "'])");
      assertThat(row.locator("status-mark")).hasText("Running");
      assertThat(row.locator("progress")).isVisible();
      assertThat(row.locator("status-mark")).hasText("Completed");
      visitor.sees("Diagnostic completed");
    }
  }

  @Test
  void a_call_that_writes_shows_what_would_happen_and_waits_for_a_person() throws Exception {
    try (Visitor visitor = signedIn()) {
      String call = "{\"method\":\"POST\",\"url\":\"http://192.0.2.1/orders\",\"body\":\"{}\"}";
      String id =
          submitted(
              "{\"type\":\"tool_execution\",\"input\":{\"tool\":\"http\",\"arguments\":%s}}"
                  .formatted(call));
      visitor.opens("#/tasks/" + id);
      assertThat(visitor.awaits("approval-card"))
          .containsText("Send this to http://192.0.2.1/orders");
      visitor.page().getByLabel("Reason").fill("wrong address");
      visitor.presses("Refuse");
      assertThat(visitor.awaits("task-detail status-mark:has-text('Failed')")).isVisible();
      visitor.sees("wrong address");
    }
  }

  @Test
  void a_diagnostic_tasks_timeline_shows_its_steps() throws Exception {
    try (Visitor visitor = signedIn()) {
      String id = submit("{\"sleepMs\":1500,\"steps\":3,\"failTimes\":1,\"retryAfterMs\":300}");
      visitor.opens("#/tasks/" + id);
      assertThat(visitor.awaits("task-detail status-mark")).hasText("Completed");

      assertThat(visitor.page().locator("task-timeline rect.run")).hasCount(2);
      assertThat(visitor.page().locator("task-timeline rect.run.completed")).hasCount(1);
      assertThat(visitor.page().locator("task-timeline line.step").first()).isAttached();
      assertThat(visitor.page().locator("event-log .name.retrying")).hasCount(1);
      assertThat(visitor.page().locator("event-log .name.completed")).hasCount(1);
      assertThat(visitor.page().locator("task-attempts tbody tr")).hasCount(2);
    }
  }

  @Test
  void a_task_that_failed_is_retried_from_its_page() throws Exception {
    try (Visitor visitor = signedIn()) {
      visitor.opens("#/tasks/" + submit("{\"failFinally\":true}"));
      assertThat(visitor.awaits("task-detail status-mark")).hasText("Failed");
      visitor.presses("Retry");
      assertThat(visitor.page().locator("task-attempts tbody tr")).hasCount(2);
    }
  }

  @Test
  void a_running_task_is_cancelled_and_deleted_from_its_page() throws Exception {
    try (Visitor visitor = signedIn()) {
      String id = submit("{\"sleepMs\":60000,\"steps\":600}");
      visitor.opens("#/tasks/" + id);
      assertThat(visitor.awaits("task-detail status-mark")).hasText("Running");
      visitor.presses("Cancel");
      assertThat(visitor.awaits("task-detail status-mark")).hasText("Cancelled");

      visitor.presses("Delete…");
      visitor.presses("Delete");
      visitor.sees("Your tasks, newest first");
      assertThat(visitor.page().locator("task-list a[title='" + id + "']")).hasCount(0);
    }
  }

  @Test
  void what_ended_while_one_was_away_waits_under_the_bell() throws Exception {
    signedIn().close();
    String id = submit("{\"sleepMs\":500}");
    await().until(() -> call("GET", "/api/notifications", "").body().contains(id));
    try (Visitor visitor = signedIn()) {
      visitor.awaits("side-nav .count");
      visitor.opens("#/notifications");
      var row = visitor.awaits("notification-list li:has(a[href='#/tasks/" + id + "'])");
      assertThat(row.locator("status-mark")).hasText("Completed");
      assertThat(row).hasClass("unread");
      visitor.findsItAccessible("the notifications");
      visitor.presses("Mark all as read");
      assertThat(row).not().hasClass("unread");
      row.locator("a").click();
      visitor.awaits("task-detail h1");
    }
  }

  @Test
  void a_lost_connection_comes_back_and_misses_nothing() throws Exception {
    AtomicReference<WebSocketRoute> socket = new AtomicReference<>();
    try (Visitor visitor = visitor()) {
      visitor
          .page()
          .routeWebSocket(
              url -> url.endsWith("/ws/tasks"),
              route -> {
                route.connectToServer();
                socket.set(route);
              });
      visitor.signsIn(server.operatorToken());
      String id = submit("{\"sleepMs\":4000,\"steps\":8}");
      visitor.opens("#/tasks/" + id);
      visitor.awaits("event-log .name.started");

      WebSocketRoute before = socket.get();
      before.close();
      visitor.sees("Reconnecting");
      visitor.sees("Live");

      assertThat(visitor.awaits("task-detail status-mark")).hasText("Completed");
      assertThat(socket.get()).isNotSameAs(before);
      assertThat(visitor.page().locator("event-log .name.completed")).hasCount(1);
      assertThat(visitor.page().locator("event-log li")).hasCount(eventsOf(id));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void axe_finds_no_violations_on_any_view(ColorScheme scheme) throws Exception {
    String running = submit("{\"sleepMs\":60000,\"steps\":600}");
    String failed = submit("{\"failFinally\":true}");
    try (Visitor visitor = new Visitor(chromium.browser(), server.base(), scheme)) {
      visitor.opens("").sees("Sign in to Waybill");
      visitor.findsItAccessible("the sign-in card");
      visitor.entersToken(server.operatorToken()).sees("What should the agent do?");
      visitor.findsItAccessible("a new chat");
      visitor.page().getByLabel("Message").fill("What is 6 * 7?");
      visitor.presses("Send");
      visitor.awaits("chat-message");
      visitor.findsItAccessible("a chat");
      visitor.opens("#/documents").awaits("document-list h1");
      visitor.findsItAccessible("the documents");
      visitor.opens("#/tasks").awaits("task-list tbody tr");
      visitor.findsItAccessible("the tasks");
      for (String id : List.of(running, failed)) {
        visitor.opens("#/tasks/" + id).awaits("task-timeline svg");
        visitor.findsItAccessible("a task");
      }
      visitor.page().setViewportSize(390, 780);
      visitor.opens("#/tasks").awaits("task-list tbody tr");
      visitor.findsItAccessible("the tasks on a narrow screen");
    } finally {
      call("POST", "/api/tasks/" + running + "/cancel", "");
    }
  }

  @Test
  void the_pages_are_guarded_and_cached_sanely() throws Exception {
    HttpResponse<String> page = call("GET", "/", "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self' 'sha256-", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");

    String tag = page.headers().firstValue("ETag").orElseThrow();
    HttpRequest again = request("/").header("If-None-Match", tag).build();
    assertThat(HTTP.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(304);

    assertThat(call("GET", "/_static/lit/3.3.3/index.js", "").headers().firstValue("Cache-Control"))
        .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
    assertThat(call("GET", "/console/none.js", "").statusCode()).isEqualTo(404);
    assertThat(call("GET", "/_static/lit/3.3.3/package.json", "").statusCode()).isEqualTo(404);
  }

  private static Visitor visitor() {
    return new Visitor(chromium.browser(), server.base(), ColorScheme.LIGHT);
  }

  private static Visitor signedIn() {
    return visitor().signsIn(server.operatorToken());
  }

  /** Submits a diagnostic task with this input; returns its id. */
  private static String submit(String input) throws Exception {
    return submitted("{\"type\":\"diagnostic\",\"input\":" + input + "}");
  }

  private static String submitted(String task) throws Exception {
    HttpResponse<String> accepted = call("POST", "/api/tasks", task);
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    return Json.createReader(new StringReader(accepted.body())).readObject().getString("id");
  }

  private static int eventsOf(String id) throws Exception {
    String events = call("GET", "/api/tasks/" + id + "/events", "").body();
    return Json.createReader(new StringReader(events)).readObject().getJsonArray("items").size();
  }

  private static HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Authorization", "Bearer " + server.operatorToken())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    URI uri = server.base().resolve(path);
    return HttpRequest.newBuilder(uri);
  }
}
