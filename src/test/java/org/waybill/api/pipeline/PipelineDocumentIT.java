package org.waybill.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/** What the document of the pipeline's job queue shows, sent as it is printed there. */
class PipelineDocumentIT extends PipelineServer {

  private static final String PRINTED =
      """
      {
          "url": "https://youtube.com/watch?v=xtFiJ8AVdW0",
          "quality": "1080p",
          "tenant_id": "acme",
          "workspace_id": "main"
        }""";

  private static final String TALK =
      """
      WEBVTT

      00:01.000 --> 00:04.000
      A queue keeps what it has accepted.

      00:04.000 --> 00:08.000
      A worker that dies loses nothing, since the queue gives its work to another worker.

      00:08.000 --> 00:12.000
      Whoever asks the queue later gets the answer.
      """;

  @Test
  void createJobIsAnsweredAsPrinted() {
    Api.Answer answer = acme.post("/pipeline/jobs", PRINTED);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.object()).containsOnlyKeys("job_id", "status", "created_at", "progress");
    assertThat(answer.object().getString("job_id")).matches("job_[0-9]{10}_[0-9a-f]{8}");
    assertThat(answer.object().getString("status")).isEqualTo("queued");
    assertThat(OffsetDateTime.parse(answer.object().getString("created_at"))).isNotNull();
    assertThat(answer.object().get("progress")).hasToString("0.0");
    assertThat(seconds(answer.object()))
        .isEqualTo(OffsetDateTime.parse(answer.object().getString("created_at")).toEpochSecond());
    assertThat(acme.get("/pipeline/jobs/" + answer.object().getString("job_id")).status())
        .isEqualTo(200);
  }

  @Test
  void aRunningJobIsAnsweredAsPrinted() {
    site.put("/running.vtt", "text/vtt", TALK);
    site.shut("/running.vtt");
    String id = submit(acme, site.uri("/running.vtt"), "main");

    JsonObject job = awaitJob(acme, id, "running");

    assertThat(job).containsOnlyKeys("job_id", "status", "progress", "started_at");
    assertThat(job.getString("job_id")).isEqualTo(id);
    assertThat(job.get("progress").toString()).matches("[0-9]{1,2}\\.0");
    assertThat(OffsetDateTime.parse(job.getString("started_at"))).isNotNull();
    site.open("/running.vtt");
    awaitJob(acme, id, "completed");
  }

  @Test
  void aCompletedJobIsAnsweredAsPrinted() throws Exception {
    site.put("/talk.vtt", "text/vtt", TALK);
    String id = submit(acme, site.uri("/talk.vtt"), "main");

    JsonObject job = awaitJob(acme, id, "completed");

    assertThat(job).containsOnlyKeys("job_id", "status", "progress", "result");
    assertThat(job.get("progress")).hasToString("100.0");
    JsonObject result = job.getJsonObject("result");
    assertThat(result).containsOnlyKeys("success", "data");
    assertThat(result.getBoolean("success")).isTrue();
    JsonObject data = result.getJsonObject("data");
    assertThat(data)
        .containsOnlyKeys(
            "transcript", "summary", "summary_kind", "drive_url", "drive_url_expires_at", "files");
    assertThat(data.getString("transcript"))
        .isEqualTo(
            "A queue keeps what it has accepted.\n"
                + "A worker that dies loses nothing, since the queue gives its work to another"
                + " worker.\nWhoever asks the queue later gets the answer.");
    assertThat(data.getString("summary"))
        .doesNotContain("Local agent")
        .contains("A worker that dies loses nothing");
    assertThat(data.getString("drive_url"))
        .startsWith(server.base() + "/pipeline/jobs/" + id + "/artifact?expires=");
    assertThat(download(data.getString("drive_url")))
        .startsWith("# talk.vtt")
        .contains("Source: <" + site.uri("/talk.vtt") + ">")
        .contains("## Summary")
        .endsWith("Whoever asks the queue later gets the answer.\n");
  }

  @Test
  void theCurlOfTheDocumentIsUnderstoodAsItIs() throws Exception {
    Process curl =
        new ProcessBuilder(
                "curl",
                "-s",
                "-X",
                "POST",
                server.base() + "/pipeline/jobs",
                "-H",
                "Content-Type: application/json",
                "-H",
                "Authorization: Bearer " + acme.token(),
                "-d",
                PRINTED)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(curl.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).startsWith("{\"job_id\":\"job_").contains("\"progress\":0.0");
    }
  }

  @Test
  void aRunThatIsWaitedForAnswersTheResult() {
    site.put("/run.txt", "text/plain", "The harbour opens at seven. It closes at nine.");

    Api.Answer answer =
        acme.send(
            acme.request("/pipeline/run")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"url\":\"%s\",\"tenant_id\":\"acme\"}".formatted(site.uri("/run.txt"))))
                .build());

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.object().getBoolean("success")).isTrue();
    assertThat(answer.object().getJsonObject("data").getString("transcript"))
        .isEqualTo("The harbour opens at seven. It closes at nine.");
  }

  private static long seconds(JsonObject job) {
    return Long.parseLong(job.getString("job_id").split("_")[1]);
  }

  private static String download(String link) {
    Api.Answer file = acme.get(link);
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains(".md");
    return ((jakarta.json.JsonString) file.body()).getString();
  }
}
