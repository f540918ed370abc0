package org.waybill.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waybill.reading.Pdfs;
import org.waybill.running.Api;
import org.waybill.running.Jobs;

class PipelineJobsIT extends PipelineServer {

  private static final String STORY =
      "<html><head><title>x</title><script>var hidden = 1;</script></head><body><h1>Lighthouse</h1>"
          + "<p>The lighthouse keeper Quorvane lights the lamp at six.</p>"
          + "<p>Ships thank the keeper.</p></body></html>";

  @Test
  void webPagesBecomeTextWithoutScriptsAndCanBeSearchedAfterwards() {
    Api reader = user("acme", "reader");
    URI url = site.put("/story.html", "text/html; charset=utf-8", STORY.getBytes());

    JsonObject job = awaitJob(reader, submit(reader, url, "main"), "completed");

    assertThat(transcript(job)).contains("Quorvane lights the lamp").doesNotContain("hidden");
    JsonObject found =
        reader
            .get("/api/documents/search?q=When%20does%20Quorvane%20light%20the%20lamp")
            .object()
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(found.toString()).contains("story.html");
  }

  @Test
  void pdfsAreRead() throws Exception {
    URI url = site.put("/paper.pdf", "application/pdf", Pdfs.of(List.of("First page.", "Second.")));

    JsonObject job = awaitJob(acme, submit(acme, url, "main"), "completed");

    assertThat(transcript(job)).contains("First page.").contains("Second.");
  }

  @Test
  void whatCannotBeHadOrReadFailsWithAReason() {
    URI gone = site.uri("/nowhere");
    URI film = site.put("/film.mp4", "video/mp4", new byte[] {1, 2, 3});

    assertThat(error(gone)).isEqualTo("fetch: " + gone + " answered 404");
    assertThat(error(film))
        .startsWith("extract: Files of type video/mp4 cannot be read; allowed: PDF, plain text,");
    assertThat(error(URI.create("http://10.0.0.1/inside"))).startsWith("fetch: url names the host");
  }

  @Test
  void theAddressOfAResultOpensUntilItsTimeIsOver() {
    URI url = site.put("/brief.md", "text/markdown", "It is good for ten seconds.");
    JsonObject job = awaitJob(acme, submit(acme, url, "main"), "completed");
    String address = Jobs.data(job).getString("drive_url");
    Api anybody = new Api(server.base(), "none");

    assertThat(anybody.get(address).status()).isEqualTo(200);
    await().atMost(SOON).until(() -> anybody.get(address).status() == 410);
    assertThat(acme.get(address.replaceAll("\\?.*", "")).status()).isEqualTo(200);
  }

  @Test
  void recordingsOnAServerWithoutToolsForThemFailWithWhatIsMissing() {
    URI film = site.put("/tool.mp4", "video/mp4", new byte[] {1, 2, 3});

    assertThat(reason("{\"url\":\"%s\",\"pipeline\":\"spoken\"}".formatted(film)))
        .isEqualTo("needs_transcriber");
    assertThat(reason("{\"url\":\"%s\",\"pipeline\":\"probed\"}".formatted(film)))
        .isEqualTo("needs_ffmpeg");
    assertThat(refused("{\"url\":\"%s\",\"document_id\":\"x\"}".formatted(film)))
        .isEqualTo("document_id");
  }

  private static String reason(String body) {
    String task =
        acme.post("/api/tasks", "{\"type\":\"pipeline\",\"input\":" + body + "}")
            .object()
            .getString("id");
    return acme.awaitStatus(task, "failed", SOON).getString("reason");
  }

  @Test
  void aSiteThatAsksToComeBackLaterIsAskedAgain() {
    site.put("/busy.txt", 503, "text/plain", new byte[0], Map.of("Retry-After", "1"));
    String id = submit(acme, site.uri("/busy.txt"), "main");
    await().atMost(SOON).until(() -> site.asked("/busy.txt") > 0);

    site.put("/busy.txt", "text/plain", "Here it is, after all.");

    assertThat(transcript(awaitJob(acme, id, "completed"))).isEqualTo("Here it is, after all.");
  }

  @Test
  void fiveRunAtOnceAndTheOthersWait() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      site.put("/many/" + i, "text/plain", "Number " + i + " has come to its end.");
      site.shut("/many/" + i);
      ids.add(submit(acme, site.uri("/many/" + i), "many"));
    }
    await().atMost(SOON).until(() -> asked() == 5);

    assertThat(jobs(acme, "?workspace_id=many&status=running")).hasSize(5);
    assertThat(jobs(acme, "?workspace_id=many&status=queued")).hasSize(2);

    for (int i = 0; i < 7; i++) {
      site.open("/many/" + i);
    }
    ids.forEach(id -> awaitJob(acme, id, "completed"));
    assertThat(asked()).isEqualTo(7);
  }

  private static int asked() {
    return Stream.of(0, 1, 2, 3, 4, 5, 6).mapToInt(i -> site.asked("/many/" + i)).sum();
  }

  @Test
  void jobsAreListedByWorkspaceAndStatusAndNeverAnothers() {
    URI url = site.put("/list.txt", "text/plain", "Something to be listed here.");
    Api bob = user("acme", "bob");
    String blue = submit(bob, url, "blue");
    String red = submit(bob, url, "red");
    awaitJob(bob, blue, "completed");
    awaitJob(bob, red, "completed");

    assertThat(jobs(bob, "")).containsExactly(red, blue);
    assertThat(jobs(bob, "?tenant_id=acme&workspace_id=blue&status=completed"))
        .containsExactly(blue);
    assertThat(jobs(bob, "?status=failed")).isEmpty();
    assertThat(jobs(bob, "?limit=1")).containsExactly(red);
    String next = bob.get("/pipeline/jobs?limit=1").object().getString("next_cursor");
    assertThat(jobs(bob, "?limit=1&cursor=" + next)).containsExactly(blue);
    assertThat(acme.get("/pipeline/jobs/" + blue).status()).isEqualTo(404);
    assertThat(user("other", "bob").get("/pipeline/jobs/" + blue).status()).isEqualTo(404);
    assertThat(user("other", "bob").get("/pipeline/jobs/" + blue + "/artifact").status())
        .isEqualTo(404);
    assertThat(bob.get("/pipeline/jobs?status=done").object().getString("detail"))
        .contains("queued, running, completed, failed, cancelled");
    assertThat(bob.get("/pipeline/jobs?tenant_id=other").status()).isEqualTo(403);
    assertThat(new Api(server.base(), "none").get("/pipeline/jobs").status()).isEqualTo(401);
  }

  @Test
  void aPipelineOfTheSettingsDoesItsStepsAndNoOthers() {
    URI url = site.put("/plain.md", "text/markdown", "# Title\n\nWith *some* text.");
    String id =
        acme.post("/pipeline/jobs", "{\"url\":\"%s\",\"pipeline\":\"text-only\"}".formatted(url))
            .object()
            .getString("job_id");

    JsonObject job = awaitJob(acme, id, "completed");

    assertThat(job.getJsonObject("result").getJsonObject("data")).containsOnlyKeys("transcript");
    assertThat(acme.get("/pipeline/jobs/" + id + "/artifact").status()).isEqualTo(404);
  }

  @Test
  void whoeverIsNamedForItIsCalledBackWhenTheJobEnds() {
    URI url = site.put("/called.txt", "text/plain", "Somebody wants to know at once.");
    URI back = site.put("/back", "text/plain", "thanks");
    String body = "{\"url\":\"%s\",\"pipeline\":\"text-only\",\"callback_url\":\"%s\"}";

    acme.post("/pipeline/jobs", body.formatted(url, back));

    await().atMost(SOON).until(() -> site.asked("/back") > 0);
    Api.Answer inside = acme.post("/pipeline/jobs", body.formatted(url, "http://10.0.0.1/"));
    assertThat(inside.status()).isEqualTo(400);
    assertThat(inside.object().getString("field")).isEqualTo("callback_url");
  }

  @Test
  void aForeignTenantIsRefusedByName() {
    Api.Answer answer =
        acme.post("/pipeline/jobs", "{\"url\":\"https://a.example/\",\"tenant_id\":\"other\"}");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.object().getString("field")).isEqualTo("tenant_id");
  }

  @Test
  void whatIsWrongWithARequestIsSaid() {
    assertThat(refused("{}")).isEqualTo("url");
    assertThat(refused("{\"url\":\"ftp://a.example/\"}")).isEqualTo("url");
    assertThat(refused("{\"url\":\"https://a.example/\",\"quality\":1}")).isEqualTo("quality");
    assertThat(refused("{\"url\":\"https://a.example/\",\"pipeline\":\"x\"}"))
        .isEqualTo("pipeline");
    assertThat(acme.post("/pipeline/jobs", "{\"url\":\"https://a.example/\",\"pipeline\":\"x\"}"))
        .extracting(answer -> answer.object().getString("detail"))
        .isEqualTo("pipeline is 'x'; allowed: content-analysis, text-only, spoken, probed");
    assertThat(acme.get("/pipeline/jobs/job_1_x").status()).isEqualTo(404);
    assertThat(acme.get("/pipeline/jobs/job_1704326400_abc12345").status()).isEqualTo(404);
  }

  @Test
  void aRunningJobIsCancelledAndAnEndedOneDeletedWithItsFiles() {
    site.put("/endless", "text/plain", "Never read.");
    site.shut("/endless");
    String running = submit(acme, site.uri("/endless"), "main");
    await().atMost(SOON).until(() -> site.asked("/endless") == 1);

    assertThat(acme.delete("/pipeline/jobs/" + running).status()).isEqualTo(202);
    assertThat(awaitJob(acme, running, "cancelled"))
        .containsOnlyKeys("job_id", "status", "progress");
    assertThat(acme.delete("/pipeline/jobs/" + running).status()).isEqualTo(204);
    assertThat(acme.get("/pipeline/jobs/" + running).status()).isEqualTo(404);

    String ended = submit(acme, site.put("/short", "text/plain", "It is short and good."), "main");
    awaitJob(acme, ended, "completed");
    assertThat(files(ended)).isEqualTo(3);
    assertThat(acme.delete("/pipeline/jobs/" + ended).status()).isEqualTo(204);
    assertThat(files(ended)).isZero();
    assertThat(acme.get("/pipeline/jobs/" + ended + "/artifact").status()).isEqualTo(404);
    site.open("/endless");
  }

  @Test
  void anEndedJobIsGoneAfterAnHour() {
    String id = submit(acme, site.put("/old", "text/plain", "It was good once, long ago."), "main");
    awaitJob(acme, id, "completed");

    sql("update task set finished_at = now() - interval '3590 seconds' where " + is(id));
    assertThat(acme.get("/pipeline/jobs/" + id).status()).isEqualTo(200);
    sql("update task set finished_at = now() - interval '3601 seconds' where " + is(id));

    assertThat(acme.get("/pipeline/jobs/" + id).status()).isEqualTo(404);
    assertThat(jobs(acme, "")).doesNotContain(id);
  }

  @Test
  void whatWasKeptLongEnoughIsSweptWithItsFiles() {
    Api hasty = user("hasty", "hal");
    URI url = site.put("/brief", "text/plain", "It was good for a moment.");
    String id = submit(hasty, url, "main");
    awaitJob(hasty, id, "completed");
    assertThat(files(id)).isEqualTo(3);

    Api.Answer rule = server.api().put("/api/retention/pipeline?tenant=hasty", "{\"keep\":\"1s\"}");

    assertThat(rule.status()).isEqualTo(200);
    await().atMost(SOON).until(() -> count("task where " + is(id)) == 0);
    await().atMost(SOON).until(() -> files(id) == 0);
  }

  @Test
  void aPipelineIsATaskLikeOthers() {
    URI url = site.put("/task.txt", "text/plain", "It came by another door.");
    Api.Answer answer =
        acme.post(
            "/api/tasks", "{\"type\":\"pipeline\",\"input\":{\"url\":\"%s\"}}".formatted(url));
    String id = answer.object().getString("id");

    JsonObject task = acme.awaitStatus(id, "completed", SOON);

    assertThat(task.getJsonObject("output").getBoolean("success")).isTrue();
    String job = task.getJsonObject("output").getJsonObject("data").getString("drive_url");
    assertThat(acme.get(job.replace("/artifact", "")).object().getString("status"))
        .isEqualTo("completed");
  }

  @Test
  void theSameCallUnderItsKeyIsTheSameJob() {
    URI url = site.put("/key.txt", "text/plain", "Asked for once.");
    String body = "{\"url\":\"%s\"}".formatted(url);

    String first = keyed(body).object().getString("job_id");

    assertThat(keyed(body).object().getString("job_id")).isEqualTo(first);
    assertThat(keyed("{\"url\":\"https://a.example/\"}").status()).isEqualTo(422);
  }

  private static Api.Answer keyed(String body) {
    return acme.send(
        acme.request("/pipeline/jobs")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "one-key")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String error(URI url) {
    return awaitJob(acme, submit(acme, url, "main"), "failed").getString("error");
  }

  private static String refused(String body) {
    Api.Answer answer = acme.post("/pipeline/jobs", body);
    assertThat(answer.status()).isEqualTo(400);
    return answer.object().getString("field");
  }
}
