package org.waybill.api.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.agent.AgentServer;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.reading.Pdfs;
import org.waybill.running.Api;
import org.waybill.running.EventSource;

/** Documents as things that stay: their pages, versions, tags, and the answers that cite them. */
class DocumentPagesIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PART =
      "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
          + "Content-Type: application/octet-stream\r\n\r\n";

  private static final List<String> LAMP =
      List.of(
          "The keeper of the Quorvane lamp climbs the stairs. The Quorvane lamp is lit at dusk.",
          "The Quorvane horn is blown in fog.");

  private static AgentServer agents;
  private static Api ann;

  @BeforeAll
  static void start() throws IOException {
    agents = AgentServer.start(DocumentPagesIT::script);
    ann = agents.user("ann");
  }

  @AfterAll
  static void end() {
    agents.close();
  }

  /** Cites what it got, and what it did not get. */
  private static ScriptedModel.Script script(ModelRequest request) {
    String answer = "At dusk [1], see `lamp[1]` and [77].";
    if (request.instructions().startsWith("You are a helpful assistant. Below")) {
      return ScriptedModel.says("At dusk [", "1", "], see `lamp[1]` and [77].");
    }
    return request.isToolResult()
        ? ScriptedModel.says(answer)
        : ScriptedModel.calls("", "search", Json.object("query", "When is the Quorvane lamp lit?"));
  }

  @Test
  void aPageIsThereAsTextAndAsAnImageWithThePassageMarked() throws Exception {
    Api reader = agents.user("reader");
    String id = indexed(reader, "lamp.pdf", Pdfs.of(LAMP));

    JsonObject page = reader.get("/api/documents/" + id + "/pages/1").object();
    assertThat(page.getString("name")).isEqualTo("lamp.pdf");
    assertThat(page.getInt("page")).isEqualTo(1);
    assertThat(page.getInt("pages")).isEqualTo(2);
    assertThat(page.getString("text")).contains("is lit at dusk.");

    String image = page.getString("imageUrl");
    BufferedImage plain = image(reader, image + "?width=612");
    BufferedImage marked =
        image(reader, image + "?width=612&passage=" + encoded("Quorvane lamp is lit at dusk"));
    assertThat(plain.getWidth()).isEqualTo(612);
    assertThat(yellow(plain)).isZero();
    assertThat(yellow(marked)).isGreaterThan(500);
    assertThat(agents.running().api().metric("waybill_page_images_total", "result=\"drawn\""))
        .isGreaterThanOrEqualTo(2);

    HttpResponse<byte[]> first = fetch(reader, image, "*");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Cache-Control").orElseThrow()).contains("private");
    assertThat(fetch(reader, image, tag).statusCode()).isEqualTo(304);
  }

  @Test
  void whatIsNoPageIsSaid() throws Exception {
    Api reader = agents.user("asker");
    String id = indexed(reader, "two.pdf", Pdfs.of(List.of("One.", "Two.")));
    String notes = indexed(reader, "notes.txt", "Only text.".getBytes(UTF_8));

    for (String page : List.of("0", "-1", "abc", "1.5", "%20", "99999999999")) {
      Api.Answer answer = reader.get("/api/documents/" + id + "/pages/" + page);
      assertThat(answer.status()).as(page).isEqualTo(400);
      assertThat(answer.object().getString("detail")).contains("from 1 to 2");
    }
    for (String path : List.of("3", "99999", "3/image")) {
      Api.Answer answer = reader.get("/api/documents/" + id + "/pages/" + path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.object().getString("detail")).contains("which has 2");
    }
    assertThat(ann.get("/api/documents/" + id + "/pages/1").status()).isEqualTo(404);
    assertThat(ann.get("/api/documents/" + id + "/pages/1/image").status()).isEqualTo(404);
    assertThat(reader.get("/api/documents/" + notes + "/pages/1").object())
        .doesNotContainKey("imageUrl");
    Api.Answer none = reader.get("/api/documents/" + notes + "/pages/1/image");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.object().getString("detail")).contains("only pages of PDFs", "plain text");
    for (String query :
        List.of("width=99", "width=2001", "width=a", "passage=" + "x".repeat(2001))) {
      assertThat(reader.get("/api/documents/" + id + "/pages/1/image?" + query).status())
          .as(query)
          .isEqualTo(400);
    }
  }

  @Test
  void theSameFileIsTheSameDocumentAlsoAtTheSameTime() throws Exception {
    Api twice = agents.user("twice");
    byte[] file = "The same words.".getBytes(UTF_8);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Api.Answer> upload = () -> upload(twice, "POST", "/api/documents", "same.txt", file);
      Set<String> ids =
          threads.invokeAll(List.of(upload, upload, upload, upload)).stream()
              .map(
                  done -> {
                    try {
                      return done.get().object().getString("documentId");
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                  })
              .collect(Collectors.toSet());
      assertThat(ids).hasSize(1);
    } finally {
      threads.shutdownNow();
    }

    Api.Answer later = upload(twice, "POST", "/api/documents", "other name.txt", file);
    assertThat(later.status()).isEqualTo(200);
    assertThat(later.object().getBoolean("existing")).isTrue();
    assertThat(twice.get("/api/documents").object().getJsonArray("items")).hasSize(1);
    assertThat(upload(ann, "POST", "/api/documents", "same.txt", file).status()).isEqualTo(202);
  }

  @Test
  void aNewVersionReplacesTheOldOneWhenItIsReady() throws Exception {
    Api editor = agents.user("editor");
    String id = indexed(editor, "rules.txt", "The Quorvane gate opens at six.".getBytes(UTF_8));
    String self = "/api/documents/" + id;
    byte[] second = "The Quorvane gate opens at seven.".getBytes(UTF_8);

    Api.Answer replaced = upload(editor, "PUT", self, "rules.txt", second);
    assertThat(replaced.status()).as("%s", replaced.body()).isEqualTo(202);
    assertThat(replaced.object().getString("documentId")).isEqualTo(id);
    editor.awaitStatus(replaced.object().getString("taskId"), "completed", SOON);
    assertThat(found(editor)).contains("seven").doesNotContain("six");
    assertThat(upload(editor, "PUT", self, "rules.txt", second).status()).isEqualTo(200);

    Api.Answer broken = upload(editor, "PUT", self, "rules.pdf", new byte[] {1, 2, 3});
    editor.awaitStatus(broken.object().getString("taskId"), "failed", SOON);
    JsonObject now = editor.get(self).object();
    assertThat(now.getString("status")).isEqualTo("ready");
    assertThat(now.getString("error")).contains("damaged");
    assertThat(found(editor)).contains("seven");

    String other = indexed(editor, "other.txt", "Another file.".getBytes(UTF_8));
    Api.Answer taken = upload(editor, "PUT", self, "rules.txt", "Another file.".getBytes(UTF_8));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.object().getString("code")).isEqualTo("document_exists");
    assertThat(taken.object().getString("detail")).contains(other);
    assertThat(upload(ann, "PUT", self, "rules.txt", second).status()).isEqualTo(404);
  }

  @Test
  void documentsAreTaggedIndexedAgainAndDeletedByTasks() throws Exception {
    Api owner = agents.user("owner");
    String one = indexed(owner, "one.txt", "The Quorvane bell is old.".getBytes(UTF_8));
    Api.Answer tagged =
        upload(
            owner,
            "POST",
            "/api/documents?tag=bells&tag=2026",
            "two.txt",
            "The Quorvane bell is new.".getBytes(UTF_8));
    String two = tagged.object().getString("documentId");
    owner.awaitStatus(tagged.object().getString("taskId"), "completed", SOON);

    assertThat(found(owner, "&tag=bells&tag=2026")).contains("new").doesNotContain("old");
    Api.Answer described =
        patch(owner, "/api/documents/" + one, "{\"name\":\"first.txt\",\"tags\":[\"bells\"]}");
    assertThat(described.object().getString("name")).isEqualTo("first.txt");
    assertThat(found(owner, "&tag=bells")).contains("new", "old");
    assertThat(owner.get("/api/documents?tag=2026").object().getJsonArray("items")).hasSize(1);
    assertThat(patch(owner, "/api/documents/" + one, "{\"tags\":[\"\"]}").status()).isEqualTo(400);
    assertThat(patch(owner, "/api/documents/" + one, "{\"tag\":[]}").status()).isEqualTo(400);
    assertThat(patch(ann, "/api/documents/" + one, "{\"tags\":[]}").status()).isEqualTo(404);

    Api.Answer again = owner.post("/api/documents/" + one + "/reindex", "");
    assertThat(again.status()).as("%s", again.body()).isEqualTo(202);
    owner.awaitStatus(again.object().getString("taskId"), "completed", SOON);
    Api.Answer all = owner.post("/api/documents/reindex", "{\"all\":true}");
    assertThat(all.object().getInt("matches")).isEqualTo(2);
    JsonObject done = owner.awaitStatus(all.object().getString("taskId"), "completed", SOON);
    assertThat(done.getJsonObject("output").getInt("done")).isEqualTo(2);
    assertThat(found(owner)).contains("new", "old");

    for (String body :
        List.of("{}", "{\"all\":true,\"tags\":[\"x\"]}", "{\"ids\":[\"x\"]}", "{\"al\":1}")) {
      assertThat(owner.post("/api/documents/delete", body).status()).as(body).isEqualTo(400);
    }
    Api.Answer some = owner.post("/api/documents/delete", "{\"ids\":[\"" + two + "\"]}");
    owner.awaitStatus(some.object().getString("taskId"), "completed", SOON);
    assertThat(owner.get("/api/documents/" + two).status()).isEqualTo(404);
    assertThat(owner.get("/api/documents/" + one).status()).isEqualTo(200);
  }

  @Test
  void answersCiteTheirPassagesAsFields() throws Exception {
    Api asker = agents.user("citing");
    String id = indexed(asker, "lamp.pdf", Pdfs.of(LAMP));
    for (String agent : List.of("", ",\"agent\":\"documents\"")) {
      String chat = agent.isEmpty() ? "plain" : "agent";
      JsonObject receipt =
          asker
              .post(
                  "/api/chat/stream",
                  "{\"chatId\":\"%s\",\"message\":\"When is the Quorvane lamp lit?\"%s}"
                      .formatted(chat, agent))
              .object();
      String task = receipt.getString("taskId");
      JsonObject done = asker.awaitStatus(task, "completed", SOON);

      JsonObject message =
          asker
              .get("/api/chats/" + chat + "/messages")
              .object()
              .getJsonArray("items")
              .getJsonObject(1);
      JsonObject first = message.getJsonArray("citations").getJsonObject(0);
      assertThat(first.getInt("number")).isEqualTo(1);
      assertThat(first.getString("documentId")).isEqualTo(id);
      assertThat(first.getString("name")).isEqualTo("lamp.pdf");
      assertThat(first.getInt("page")).isEqualTo(1);
      assertThat(first.getString("text")).contains("lit at dusk");
      assertThat(message.getJsonArray("citations").getValuesAs(JsonObject.class))
          .noneMatch(each -> each.getInt("number") == 77);
      assertThat(done.getJsonObject("output").getJsonArray("citations").getJsonObject(0))
          .containsEntry("documentId", first.get("documentId"));
      try (EventSource events = EventSource.open(asker, "/api/tasks/" + task + "/events")) {
        assertThat(events.until("citations", SOON)).last().asString().contains("lamp.pdf");
      }
    }
    String asked =
        agents.model().requests().stream()
            .filter(each -> each.contains("[1] lamp.pdf, page 1"))
            .findFirst()
            .orElse("");
    assertThat(asked).contains("lit at dusk");
  }

  private static String found(Api reader) {
    return found(reader, "");
  }

  private static String found(Api reader, String filter) {
    return reader.get("/api/documents/search?q=Quorvane" + filter).body().toString();
  }

  private static String indexed(Api user, String name, byte[] file) {
    Api.Answer uploaded = upload(user, "POST", "/api/documents", name, file);
    assertThat(uploaded.status()).as("%s", uploaded.body()).isEqualTo(202);
    user.awaitStatus(uploaded.object().getString("taskId"), "completed", SOON);
    return uploaded.object().getString("documentId");
  }

  private static Api.Answer upload(Api user, String method, String path, String name, byte[] file) {
    return user.send(
        user.request(path)
            .header("Content-Type", "multipart/form-data; boundary=xyz")
            .method(
                method,
                BodyPublishers.concat(
                    BodyPublishers.ofString(PART.formatted(name)),
                    BodyPublishers.ofByteArray(file),
                    BodyPublishers.ofString("\r\n--xyz--\r\n")))
            .build());
  }

  private static Api.Answer patch(Api user, String path, String json) {
    return user.send(
        user.request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json))
            .build());
  }

  private static BufferedImage image(Api user, String path) throws Exception {
    HttpResponse<byte[]> answer = fetch(user, path, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  private static HttpResponse<byte[]> fetch(Api user, String path, String tag) throws Exception {
    HttpRequest.Builder request = user.request(path);
    if (tag != null && !tag.equals("*")) {
      request.header("If-None-Match", tag);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
  }

  private static int yellow(BufferedImage image) {
    int count = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        int color = image.getRGB(x, y);
        count += (color >> 16 & 0xFF) - (color & 0xFF) > 60 ? 1 : 0;
      }
    }
    return count;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
