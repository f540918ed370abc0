package org.waybill.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Jobs;
import org.waybill.running.LocalCommand;
import org.waybill.running.LoopbackSite;
import org.waybill.running.NodePackages;
import org.waybill.running.RunningServer;
import org.waybill.speech.ToneRecording;

/**
 * A server with a worker of its own, a transcription server, places for results, and a site with
 * recordings.
 */
abstract class MediaServer {

  static final Duration SOON = Duration.ofSeconds(90);
  static final double EVERY = 3;
  static final HttpClient ANYBODY = HttpClient.newHttpClient();

  @TempDir static Path folder;

  static LoopbackSite site;
  static TranscriptionServer transcriber;
  static Process drives;
  static JsonObject ports;
  static Map<String, String> settings;
  static RunningServer host;
  static RunningServer worker;
  static Api ada;

  @BeforeAll
  static void start() throws Exception {
    LocalCommand.require("ffmpeg", "espeak-ng", "curl");
    NodePackages packages = NodePackages.install("drive", "drive");
    drives = packages.begin(List.of("node", "serve.mjs"), Map.of());
    ports = Json.read(drives.inputReader().readLine()).asJsonObject();
    site = LoopbackSite.start();
    transcriber = new TranscriptionServer();
    settings =
        new TreeMap<>(
            Map.of(
                "WAYBILL_OUTBOUND_ALLOW", "127.0.0.1,localhost",
                "WAYBILL_TRANSCRIBER_URL", transcriber.url(),
                "WAYBILL_TRANSCRIBER_MAX_SECONDS", "14",
                "WAYBILL_PIPELINE_S3_ENDPOINT", "http://127.0.0.1:" + ports.getInt("s3"),
                "WAYBILL_PIPELINE_S3_BUCKET", "results",
                "WAYBILL_PIPELINE_S3_ACCESS_KEY", "S3RVER",
                "WAYBILL_PIPELINE_S3_SECRET_KEY", "S3RVER",
                "WAYBILL_PIPELINE_WEBDAV_URL", "http://127.0.0.1:" + ports.getInt("webdav")));
    settings.put("WAYBILL_PIPELINE_WEBDAV_USER", "ada");
    settings.put("WAYBILL_PIPELINE_WEBDAV_PASSWORD", "secret");
    settings.put("WAYBILL_PIPELINE_DOWNLOADER", "curl -fsS -o {output} {url}");
    settings.put("WAYBILL_PIPELINE_DOWNLOADER_HOSTS", "localhost");
    Map<String, String> api = new TreeMap<>(settings);
    api.put("WAYBILL_ROLE", "api");
    host = RunningServer.start(api);
    worker = host.joinWorker(settings);
    ada = host.api().caller("acme", "ada", "user");
  }

  @AfterAll
  static void end() {
    Stream.of(worker, host, site, transcriber)
        .filter(each -> each != null)
        .forEach(MediaServer::close);
    if (drives != null) {
      drives.destroyForcibly();
    }
  }

  static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static void video(String name, int numbers, String size)
      throws IOException, InterruptedException {
    ToneRecording.write(folder.resolve(name + ".wav"), numbers, EVERY);
    LocalCommand.run(
        folder,
        ("ffmpeg -y -f lavfi -i testsrc=rate=5:size=SIZE:duration=TIME -i NAME.wav -pix_fmt yuv420p"
                + " -g 10 NAME")
            .replace("SIZE", size)
            .replace("TIME", Double.toString(numbers * EVERY))
            .replace("NAME", name)
            .split(" "));
  }

  static URI serve(String name, String type) throws IOException {
    return site.put("/" + name, type, Files.readAllBytes(folder.resolve(name)));
  }

  static void serveAll(String names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().matches(names)).toList()) {
        serve(file.getFileName().toString(), "application/octet-stream");
      }
    }
  }

  static String submit(String members) {
    Api.Answer answer = ada.post("/pipeline/jobs", "{" + members + "}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("job_id");
  }

  static String refused(String members) {
    Api.Answer answer = ada.post("/pipeline/jobs", "{" + members + "}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    return answer.object().getString("detail");
  }

  static JsonObject done(String id) {
    return Jobs.data(new Jobs(ada).await(id, "completed", SOON));
  }

  static Api.Answer upload(String name, byte[] file) {
    String head =
        "--xyz\r\nContent-Disposition: form-data; name=\"workspace_id\"\r\n\r\nmain\r\n--xyz\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                .formatted(name);
    return ada.send(
        ada.request("/pipeline/jobs")
            .header("Content-Type", "multipart/form-data; boundary=xyz")
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(file),
                    BodyPublishers.ofString("\r\n--xyz--\r\n")))
            .build());
  }

  static String file(JsonObject data, String name) {
    return data.getJsonArray("files").stream()
        .map(each -> each.asJsonObject())
        .filter(each -> each.getString("name").equals(name))
        .findFirst()
        .orElseThrow()
        .getString("url");
  }

  /** Without a token. */
  static HttpResponse<String> open(String url) throws IOException, InterruptedException {
    return ANYBODY.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  static List<Integer> numbers(JsonObject data) {
    Matcher number = Pattern.compile("Number (\\d+)\\.").matcher(data.getString("transcript"));
    List<Integer> numbers = new ArrayList<>();
    while (number.find()) {
      numbers.add(Integer.valueOf(number.group(1)));
    }
    return numbers;
  }

  static List<Double> begins(String srt) {
    Matcher begin = Pattern.compile("(?m)^00:00:(\\d\\d),(\\d\\d\\d) -->").matcher(srt);
    List<Double> begins = new ArrayList<>();
    while (begin.find()) {
      begins.add(Integer.parseInt(begin.group(1)) + Integer.parseInt(begin.group(2)) / 1_000.0);
    }
    return begins;
  }
}
