package org.waybill.speech;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.waybill.config.Settings;
import org.waybill.config.TranscriberSettings;
import org.waybill.outbound.RetryAfter;

/** Calls {@code /audio/transcriptions} of the OpenAI API. */
@ApplicationScoped
class TranscriberConnection {

  private static final Logger LOG = Logger.getLogger(TranscriberConnection.class.getName());

  private static final Pattern KEY = Pattern.compile("(?:sk|pk|key|Bearer)[-_ ][^\\s\"',}]++");
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 8_000_000;
  private static final int LONGEST_COMPLAINT = 500;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private final Settings settings;
  private final Clock clock;

  /** Some servers know no times; such a one is asked for plain JSON from then on. */
  private volatile boolean plain;

  /** For the container's proxy. */
  protected TranscriberConnection() {
    this(null, null);
  }

  @Inject
  TranscriberConnection(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Has a part transcribed.
   *
   * @param fields of the request, besides the file and its format
   * @throws TranscriberFailure if it does not take it, for now or ever
   * @throws IOException if it may succeed later
   */
  List<Spoken> transcribe(WavAudio audio, AudioPart part, Map<String, String> fields)
      throws IOException, TranscriberFailure, InterruptedException {
    HttpResponse<InputStream> response = send(audio, part, fields, !plain);
    String body = body(response);
    if (!plain && response.statusCode() / 100 == 4 && body.contains("response_format")) {
      plain = true;
      response = send(audio, part, fields, false);
      body = body(response);
    }
    if (response.statusCode() != 200) {
      throw failure(response, body);
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    return TranscriptionReader.read(type, body, part);
  }

  private HttpResponse<InputStream> send(
      WavAudio audio, AudioPart part, Map<String, String> fields, boolean timed)
      throws IOException, TranscriberFailure, InterruptedException {
    URI url = settings.get(TranscriberSettings.URL).orElseThrow(TranscriberFailure.Missing::new);
    String boundary = "waybill-" + UUID.randomUUID();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/audio/transcriptions"))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .header("Accept", "application/json, text/plain")
            .timeout(settings.get(TranscriberSettings.TIME))
            .POST(form(audio, part, texts(fields, timed), boundary));
    settings
        .get(TranscriberSettings.KEY)
        .ifPresent(key -> request.header("Authorization", "Bearer " + key));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "Could not reach the transcription server: {0}",
          KEY.matcher(String.valueOf(e)).replaceAll("***"));
      throw new IOException("Could not reach the transcription server.", e);
    }
  }

  private Map<String, String> texts(Map<String, String> fields, boolean timed) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("model", settings.get(TranscriberSettings.MODEL));
    all.put("response_format", timed ? "verbose_json" : "json");
    if (timed) {
      all.put("timestamp_granularities[]", "segment");
    }
    return all;
  }

  /** The length is given, since some servers take no other requests. */
  private static BodyPublisher form(
      WavAudio audio, AudioPart part, Map<String, String> texts, String boundary) {
    StringBuilder head = new StringBuilder();
    texts.forEach(
        (name, value) ->
            head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, name, value)));
    head.append(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"part-%d.wav\"\r\n"
            .formatted(boundary, part.number()));
    head.append("Content-Type: audio/wav\r\n\r\n");
    return BodyPublishers.concat(
        BodyPublishers.ofString(head.toString()),
        BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> open(audio, part)),
            WavAudio.bytes(part.to() - part.from())),
        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
  }

  private static InputStream open(WavAudio audio, AudioPart part) {
    try {
      return audio.part(part.from(), part.to());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String body(HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(LONGEST_ANSWER + 1);
      if (bytes.length > LONGEST_ANSWER) {
        throw new IOException(
            "The transcription server answered more than " + LONGEST_ANSWER + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Users do not read what the server says. */
  private static String logged(int status, String body) {
    String shown = body.substring(0, Math.min(body.length(), LONGEST_COMPLAINT));
    LOG.log(
        Level.WARNING,
        "The transcription server answered with HTTP status {0}: {1}",
        new Object[] {Integer.toString(status), KEY.matcher(shown).replaceAll("***")});
    return "The transcription server answered " + status + ".";
  }

  private TranscriberFailure failure(HttpResponse<?> response, String body) throws IOException {
    int status = response.statusCode();
    String message = logged(status, body);
    if (status == 429 || status == 503) {
      return new TranscriberFailure.Busy(
          message, RetryAfter.of(response.headers().firstValue("Retry-After"), clock).orElse(null));
    }
    if (status >= 500 || status == 408 || status < 400) {
      throw new IOException(message);
    }
    return new TranscriberFailure.Refused(message);
  }
}
