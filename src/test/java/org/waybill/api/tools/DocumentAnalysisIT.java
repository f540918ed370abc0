package org.waybill.api.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.agent.AgentServer;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.reading.OfficeFiles;
import org.waybill.reading.Pdfs;
import org.waybill.running.Api;

/** A document of 60 pages is read page by page, also when the model is busy in the middle. */
class DocumentAnalysisIT {

  private static final int PAGES = 60;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String HEAD =
      "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
          + "Content-Type: application/octet-stream\r\n\r\n";
  private static final AtomicBoolean BUSY = new AtomicBoolean(true);

  private static AgentServer agents;
  private static Api ann;
  private static String document;

  @BeforeAll
  static void start() throws IOException {
    agents = AgentServer.start(DocumentAnalysisIT::script);
    ann = agents.user("ann");
    List<String> pages =
        IntStream.rangeClosed(1, PAGES)
            .mapToObj(i -> "Pump number %d. It moves %d litres in an hour.".formatted(i, 10 * i))
            .toList();
    document = upload("pumps.pdf", Pdfs.of(pages));
  }

  private static String upload(String name, byte[] file) {
    Api.Answer uploaded =
        ann.send(
            ann.request("/api/documents")
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(
                    BodyPublishers.concat(
                        BodyPublishers.ofString(HEAD.formatted(name)),
                        BodyPublishers.ofByteArray(file),
                        BodyPublishers.ofString("\r\n--xyz--\r\n")))
                .build());
    assertThat(uploaded.status()).as("%s", uploaded.body()).isEqualTo(202);
    ann.awaitStatus(uploaded.object().getString("taskId"), "completed", SOON);
    return uploaded.object().getString("documentId");
  }

  @AfterAll
  static void end() {
    agents.close();
  }

  private static ScriptedModel.Script script(ModelRequest request) {
    String text = request.text();
    if (text.contains("Page 30:\n") && BUSY.getAndSet(false)) {
      return ScriptedModel.fails(429, "1");
    }
    if (!request.instructions().startsWith("You read one page")) {
      return ScriptedModel.says("It is pump 7 (page 7).");
    }
    return ScriptedModel.says(text.contains("Pump number 7.") ? "Pump 7 moves 70 l." : "NOTHING");
  }

  @Test
  void officeFilesAreReadByTheServerAsItIsPacked() throws IOException {
    String[][] table = {{"Grade", "Months"}, {"Senior", "6"}};
    String id =
        upload("leave.docx", OfficeFiles.docx("Leave", "A sabbatical is for seniors.", table));

    JsonObject found = ann.get("/api/documents/search?q=sabbatical").object();

    JsonObject best = found.getJsonArray("items").getJsonObject(0);
    assertThat(best.getString("documentId")).isEqualTo(id);
    assertThat(best.getString("text")).contains("Senior | 6");
  }

  private static JsonObject analyze(String arguments, String status) {
    Api.Answer accepted =
        ann.post(
            "/api/tasks",
            "{\"type\":\"tool_execution\",\"input\":{\"tool\":\"analyze_document\",\"arguments\":%s}}"
                .formatted(arguments));
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    return ann.awaitStatus(accepted.object().getString("id"), status, SOON);
  }

  private static long asked(String page) {
    return agents.model().requests().stream().filter(each -> each.contains(page)).count();
  }

  @Test
  void everyPageIsReadOnce() {
    JsonObject task =
        analyze("{\"document\":\"pumps.pdf\",\"question\":\"Which moves 70 l?\"}", "completed");
    JsonObject result = task.getJsonObject("output").getJsonObject("result");
    assertThat(result.getInt("pages")).isEqualTo(PAGES);
    assertThat(result.getString("document")).isEqualTo(document);
    assertThat(result.getString("answer")).isEqualTo("It is pump 7 (page 7).");
    assertThat(result.getJsonArray("findings"))
        .singleElement()
        .isEqualTo(Json.object().add("page", 7).add("text", "Pump 7 moves 70 l.").build());
    assertThat(asked("Page 29:")).as("asked before the model was busy").isEqualTo(1);
    assertThat(asked("Page 30:")).as("asked again").isEqualTo(2);
    assertThat(asked("Page 60:")).isEqualTo(1);
    List<String> texts =
        ann
            .get("/api/tasks/" + task.getString("id") + "/events?limit=500")
            .object()
            .getJsonArray("items")
            .getValuesAs(JsonValue::asJsonObject)
            .stream()
            .filter(event -> event.getString("eventType").equals("progress"))
            .map(event -> event.getJsonObject("data").getString("text"))
            .toList();
    assertThat(texts).isNotEmpty().allMatch(text -> text.matches("pumps.pdf: page \\d+ of 60"));
  }

  @Test
  void sectionsAreSummarisedByTheModel() {
    JsonObject result =
        analyze("{\"document\":\"pumps.pdf\",\"mode\":\"summary\",\"to\":20}", "completed")
            .getJsonObject("output")
            .getJsonObject("result");

    assertThat(result.getString("method")).isEqualTo("model");
    assertThat(result.getJsonArray("sections")).hasSize(2);
    assertThat(result.getJsonArray("sections").getJsonObject(1).getInt("from")).isEqualTo(11);
    assertThat(result.getString("answer")).isEqualTo("It is pump 7 (page 7).");
  }

  @Test
  void headingsAndTablesNeedNoModel() throws IOException {
    String[][] table = {{"Grade", "Months"}, {"Senior, old", "6"}};
    upload("grades.docx", OfficeFiles.docx("Leave", "A sabbatical is for seniors.", table));
    upload("leave.md", "# Leave\n\nFor all.\n\n## Grades\n\nFor seniors.".getBytes(UTF_8));

    JsonObject outline = analyze("{\"document\":\"leave.md\",\"mode\":\"outline\"}", "completed");
    JsonObject tables = analyze("{\"document\":\"grades.docx\",\"mode\":\"tables\"}", "completed");

    assertThat(outline.getJsonObject("output").getJsonObject("result").getJsonArray("headings"))
        .containsExactly(
            Json.object().add("level", 1).add("page", 1).add("text", "Leave").build(),
            Json.object().add("level", 2).add("page", 1).add("text", "Grades").build());
    assertThat(
            tables
                .getJsonObject("output")
                .getJsonObject("result")
                .getJsonArray("tables")
                .getJsonObject(0)
                .getString("csv"))
        .isEqualTo("Grade,Months\r\n\"Senior, old\",6");
  }

  @Test
  void pagesWithoutTextAreNamedEverywhere() throws IOException {
    String id = upload("gaps.pdf", Pdfs.of(List.of("One is here.", "", "Three.", "", "")));

    JsonObject stored = ann.get("/api/documents/" + id).object();
    assertThat(stored.getJsonArray("pagesWithoutText").toString()).isEqualTo("[2,4,5]");
    JsonObject task = ann.get("/api/tasks/" + stored.getString("taskId")).object();
    assertThat(task.getJsonObject("output").getJsonArray("pagesWithoutText")).hasSize(3);
    JsonObject found =
        analyze("{\"document\":\"gaps.pdf\",\"question\":\"What is here?\"}", "completed");
    assertThat(found.getJsonObject("output").getJsonObject("result").getString("withoutText"))
        .isEqualTo("pages 2, 4–5 have no text");
  }

  @Test
  void aQuestionIsNeededOnlyForAnAnswer() {
    assertThat(analyze("{\"document\":\"pumps.pdf\"}", "failed").getString("error"))
        .contains("question is missing");
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertThat(
            analyze("{\"document\":\"none.pdf\",\"question\":\"?\"}", "failed").getString("error"))
        .contains("document is 'none.pdf'");
    assertThat(
            analyze(
                    "{\"document\":\"%s\",\"question\":\"?\",\"from\":61}".formatted(document),
                    "failed")
                .getString("error"))
        .contains("allowed: 1 to 2000 pages with text of the document's 60");
    Api bob = agents.user("bob");
    String task =
        bob.post(
                "/api/tasks",
                """
                {"type":"tool_execution","input":{"tool":"analyze_document",
                  "arguments":{"document":"%s","question":"?"}}}"""
                    .formatted(document))
            .object()
            .getString("id");
    assertThat(bob.awaitStatus(task, "failed", SOON).getString("reason")).isEqualTo("not_found");
  }
}
