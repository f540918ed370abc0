package org.waybill.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Jobs;
import org.waybill.running.LocalCommand;
import org.waybill.running.Receiver;
import org.waybill.speech.ToneRecording;

/** Recordings become text: from a site, an upload, a stream, and over the death of a worker. */
class MediaJobsIT extends MediaServer {

  @Test
  void speechBecomesATranscriptWithASummaryAndAFileThatOpensWithoutAToken() throws Exception {
    LocalCommand.run(folder, "espeak-ng", "-w", "speech.wav", "The harbour opens at seven.");
    LocalCommand.run(folder, "ffmpeg", "-y", "-i", "speech.wav", "speech.mp3");
    URI url = serve("speech.mp3", "audio/mpeg");

    JsonObject data = done(submit("\"url\":\"%s\",\"language\":\"aa\"".formatted(url)));

    assertThat(data.getString("transcript")).contains("Some words.");
    assertThat(data.getString("summary")).contains("Some words.");
    assertThat(data.getString("summary_kind")).isEqualTo("extractive");
    assertThat(data.getString("quality")).isEqualTo("audio only");
    String drive = data.getString("drive_url");
    assertThat(drive).startsWith(host.base().toString());
    assertThat(Instant.parse(data.getString("drive_url_expires_at")).toString())
        .isEqualTo(data.getString("drive_url_expires_at"));
    HttpResponse<String> report = open(drive);
    assertThat(report.statusCode()).isEqualTo(200);
    assertThat(report.body()).contains("# speech.mp3", "sentences of the text", "Some words.");
    assertThat(open(drive + "x").statusCode()).isEqualTo(403);
    assertThat(open(drive.replace("expires=1", "expires=2")).statusCode()).isEqualTo(403);
    assertThat(open(drive.replaceAll("\\?.*", "")).statusCode()).isEqualTo(401);
    assertThat(open(file(data, "transcript.srt")).body()).startsWith("1\n00:00:0");
    assertThat(open(file(data, "transcript.vtt")).body()).startsWith("WEBVTT\n\n00:00:0");
    assertThat(open(file(data, "transcript.txt")).body()).contains("Some words.");
    assertThat(open(file(data, "transcript.txt").replace(".txt", ".srt")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aVideoIsTranscribedWithTheTimesThatItHas() throws Exception {
    video("film.mp4", 4, "320x240");
    URI url = serve("film.mp4", "video/mp4");
    transcriber.beBusyOnce();

    JsonObject data =
        done(submit("\"url\":\"%s\",\"quality\":\"1080p\",\"language\":\"bb\"".formatted(url)));

    assertThat(numbers(data)).containsExactly(1, 2, 3, 4);
    assertThat(data.getString("quality")).isEqualTo("240p");
    assertThat(data.getJsonNumber("duration_seconds").doubleValue()).isCloseTo(12, within(0.2));
    List<Double> begins = begins(open(file(data, "transcript.srt")).body());
    for (int n = 1; n <= 4; n++) {
      assertThat(begins.get(n - 1)).isCloseTo(ToneRecording.begin(n, EVERY), within(0.3));
    }
  }

  @Test
  void theQualityOfAStreamIsChosenOrRefusedWithWhatThereIs() throws Exception {
    String master = "#EXTM3U\n";
    for (String size : List.of("256x144", "426x240")) {
      String name = "hls" + size.substring(4);
      video(name + ".mp4", 3, size);
      LocalCommand.run(
          folder,
          "ffmpeg -y -i NAME.mp4 -c copy -f hls -hls_time 2 -hls_list_size 0 NAME.m3u8"
              .replace("NAME", name)
              .split(" "));
      master += "#EXT-X-STREAM-INF:BANDWIDTH=90000,RESOLUTION=" + size + "\n" + name + ".m3u8\n";
    }
    serveAll(".*(m3u8|ts)");
    URI url = site.put("/master.m3u8", "application/vnd.apple.mpegurl", master);

    JsonObject data = done(submit("\"url\":\"%s\",\"quality\":\"240p\"".formatted(url)));
    String refused = submit("\"url\":\"%s\",\"quality\":\"1080p\"".formatted(url));

    assertThat(numbers(data)).containsExactly(1, 2, 3);
    assertThat(data.getString("quality")).isEqualTo("240p");
    assertThat(site.asked("/hls240.m3u8")).isEqualTo(1);
    assertThat(site.asked("/hls144.m3u8")).isZero();
    assertThat(new Jobs(ada).await(refused, "failed", SOON).getString("error"))
        .isEqualTo("fetch: quality is '1080p'; allowed: 240p, 144p");
  }

  @Test
  void pictureAndSoundOfADashManifestAreJoined() throws Exception {
    video("dash.mp4", 3, "426x240");
    LocalCommand.run(
        folder, "ffmpeg -y -i dash.mp4 -c copy -f dash -seg_duration 2 dash.mpd".split(" "));
    serveAll(".*m4s");
    URI url = serve("dash.mpd", "application/dash+xml");

    JsonObject data = done(submit("\"url\":\"%s\",\"quality\":\"240p\"".formatted(url)));

    assertThat(numbers(data)).containsExactly(1, 2, 3);
    assertThat(data.getString("quality")).isEqualTo("240p");
  }

  @Test
  void theSuccessorOfAKilledWorkerSendsNoPartAgain() throws Exception {
    ToneRecording.write(folder.resolve("long.wav"), 12, EVERY);
    URI url = serve("long.wav", "audio/wav");
    transcriber.shut("kk/1");
    String id = submit("\"url\":\"%s\",\"language\":\"kk\"".formatted(url));
    await().atMost(SOON).until(() -> transcriber.sent("kk").contains("kk/1"));

    worker.kill();
    transcriber.shut("");
    worker = host.joinWorker(settings);
    JsonObject data = done(id);

    assertThat(numbers(data))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    assertThat(transcriber.sent("kk")).containsExactly("kk/0", "kk/1", "kk/1", "kk/2", "kk/3");
    assertThat(site.asked("/long.wav")).isEqualTo(1);
  }

  /** This server takes any signature of version 4; {@code S3SignatureTest} checks them. */
  @Test
  void resultsGoIntoABucketAndOpenByASignedAddress() throws Exception {
    URI url = site.put("/bucket.txt", "text/plain", "The bucket is full. It is good.");

    JsonObject data = done(submit("\"url\":\"%s\",\"target\":\"s3\"".formatted(url)));

    assertThat(data.getString("stored_in")).isEqualTo("s3");
    assertThat(data.getString("drive_url"))
        .startsWith("http://127.0.0.1:" + ports.getInt("s3") + "/results/acme/job_")
        .contains("X-Amz-Signature=", "X-Amz-Expires=3600");
    assertThat(open(data.getString("drive_url")).body()).contains("The bucket is full.");
  }

  @Test
  void resultsGoIntoAFolderOfAWebDavServer() throws Exception {
    URI url = site.put("/folder.txt", "text/plain", "The folder is full. It is good.");
    String id = submit("\"url\":\"%s\",\"target\":\"webdav\"".formatted(url));

    JsonObject data = done(id);

    String there = "http://127.0.0.1:%d/acme/%s/%s.md".formatted(ports.getInt("webdav"), id, id);
    HttpRequest asAda =
        HttpRequest.newBuilder(URI.create(there))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("ada:secret".getBytes()))
            .build();
    assertThat(ANYBODY.send(asAda, HttpResponse.BodyHandlers.ofString()).body())
        .contains("The folder is full.");
    assertThat(open(data.getString("drive_url")).body()).contains("The folder is full.");
    assertThat(refused("\"url\":\"%s\",\"target\":\"ftp\"".formatted(url)))
        .isEqualTo("target is 'ftp'; allowed: file, s3, webdav");
  }

  @Test
  void aRecordingCanBeUploadedWithItsJob() throws Exception {
    ToneRecording.write(folder.resolve("upload.wav"), 2, EVERY);

    Api.Answer answer = upload("memo.wav", Files.readAllBytes(folder.resolve("upload.wav")));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    assertThat(numbers(done(answer.object().getString("job_id")))).containsExactly(1, 2);
    assertThat(upload("memo.exe", new byte[] {1}).status()).isEqualTo(415);
    assertThat(upload("memo.wav", new byte[0]).status()).isEqualTo(400);
  }

  @Test
  void aSiteWithADownloaderOfItsOwnIsLeftToTheCommandOfTheSettings() throws Exception {
    ToneRecording.write(folder.resolve("site.wav"), 3, EVERY);
    URI url = serve("site.wav", "text/html");

    JsonObject data =
        done(submit("\"url\":\"%s\"".formatted(url.toString().replace("127.0.0.1", "localhost"))));
    String gone = submit("\"url\":\"http://localhost:%d/nowhere\"".formatted(url.getPort()));

    assertThat(numbers(data)).containsExactly(1, 2, 3);
    assertThat(new Jobs(ada).await(gone, "failed", SOON).getString("error"))
        .startsWith("fetch: the site's downloader exited with code ");
  }

  @Test
  void aPlaylistThatNamesFilesOfThisMachineIsNotRead() throws Exception {
    String list = "ffconcat version 1.0\nfile /etc/hostname\n";
    URI url = site.put("/evil.mp4", "video/mp4", list);
    URI hls =
        site.put(
            "/evil.m3u8",
            "application/x-mpegurl",
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n");

    for (URI each : List.of(url, hls)) {
      String id = submit("\"url\":\"%s\"".formatted(each));
      assertThat(new Jobs(ada).await(id, "failed", SOON).getString("error"))
          .matches("(probe: it cannot be read as audio or video|fetch: url is 'file:).*");
    }
  }

  @Test
  void aJobWaitsForOthersAndItsCallbackNamesIt() throws Exception {
    List<String> calls = new CopyOnWriteArrayList<>();
    site.put("/first.txt", "text/plain", "The first is slow, and then it is good.");
    site.shut("/first.txt");
    URI second = site.put("/second.txt", "text/plain", "The second comes after it.");
    try (Receiver back =
        new Receiver(
            exchange -> {
              byte[] body = exchange.getRequestBody().readAllBytes();
              calls.add(new String(body, StandardCharsets.UTF_8));
              Receiver.say(exchange, 200, "");
            })) {
      String first = submit("\"url\":\"%s\"".formatted(site.uri("/first.txt")));
      String waiting =
          submit(
              "\"url\":\"%s\",\"depends_on\":[\"%s\"],\"callback_url\":\"%s\""
                  .formatted(second, first, back.at("/done")));
      await().atMost(SOON).until(() -> site.asked("/first.txt") == 1);
      assertThat(site.asked("/second.txt")).isZero();

      site.open("/first.txt");

      done(waiting);
      await().atMost(SOON).until(() -> !calls.isEmpty());
      JsonObject call = Json.read(calls.get(0)).asJsonObject();
      assertThat(call.getString("job_id")).isEqualTo(waiting);
      assertThat(call.getString("status")).isEqualTo("completed");
    }
    assertThat(refused("\"url\":\"https://a.example/\",\"depends_on\":[\"job_1_00000000\"]"))
        .startsWith("depends_on contains \"job_1_00000000\"; allowed: ids of jobs");
    assertThat(refused("\"url\":\"https://a.example/\",\"dependsOn\":[\"x\"]"))
        .startsWith("dependsOn is not supported here; allowed: depends_on");
  }

  @Test
  void aDocumentThatIsHereAlreadyIsAnalysedWithoutAnother() throws Exception {
    URI url = site.put("/paper.txt", "text/plain", "The paper is about lighthouses.");
    done(submit("\"url\":\"%s\"".formatted(url)));
    String document =
        ada.get("/api/documents?limit=500").object().getJsonArray("items").stream()
            .map(each -> each.asJsonObject())
            .filter(each -> each.getString("name").equals("paper.txt"))
            .findFirst()
            .orElseThrow()
            .getString("documentId");
    int before = ada.get("/api/documents?limit=500").object().getJsonArray("items").size();

    JsonObject data = done(submit("\"document_id\":\"%s\"".formatted(document)));

    assertThat(data.getString("transcript")).isEqualTo("The paper is about lighthouses.");
    assertThat(ada.get("/api/documents?limit=500").object().getJsonArray("items").size())
        .isEqualTo(before);
    Api bob = host.api().caller("acme", "bob", "user");
    assertThat(bob.post("/pipeline/jobs", "{\"document_id\":\"%s\"}".formatted(document)).status())
        .isEqualTo(400);
  }
}
