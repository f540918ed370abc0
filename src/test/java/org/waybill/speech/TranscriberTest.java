package org.waybill.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.running.Receiver;

@Timeout(120)
class TranscriberTest {

  private static final int NUMBERS = 420;
  private static final double EVERY = 10;

  @TempDir private Path folder;

  private final List<Integer> sent = new CopyOnWriteArrayList<>();
  private final List<PartTranscribed> events = new ArrayList<>();

  /** Keeps what was done, and may die before a part. */
  private static final class Attempts implements Transcriber.Keeper {

    private final Map<Integer, List<Spoken>> parts = new HashMap<>();
    private List<Long> cuts;
    private int diesBefore = Integer.MAX_VALUE;

    @Override
    public List<Long> cuts(Transcriber.Cuts work) throws Exception {
      cuts = cuts == null ? work.find() : cuts;
      return cuts;
    }

    @Override
    public List<Spoken> part(int number, int of, Transcriber.Part work) throws Exception {
      if (number >= diesBefore) {
        throw new IllegalStateException("killed");
      }
      if (!parts.containsKey(number)) {
        parts.put(number, work.transcribe());
      }
      return parts.get(number);
    }
  }

  private Transcriber transcriber(Receiver server, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("waybill.transcriber.url", server.at("/v1").toString());
    return transcriber(settings);
  }

  private Transcriber transcriber(Map<String, String> given) {
    Settings settings = new Settings(given::get);
    Publisher publisher =
        new Publisher() {
          @Override
          public void publish(Object event) {
            events.add((PartTranscribed) event);
          }
        };
    return new Transcriber(
        settings, new TranscriberConnection(settings, Clock.systemUTC()), publisher);
  }

  private void hear(HttpExchange exchange, byte[] body) throws IOException {
    short[] samples = ToneRecording.samples(body);
    assertThat(samples.length / 16_000).isLessThanOrEqualTo(1_500);
    assertThat(body.length).isLessThanOrEqualTo(25_000_000);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    Receiver.say(exchange, 200, ToneRecording.heard(samples));
  }

  private static int part(byte[] body) {
    String head = new String(body, 0, 2_000, StandardCharsets.ISO_8859_1);
    return Integer.parseInt(head.replaceAll("(?s).*part-(\\d+)\\.wav.*", "$1"));
  }

  @Test
  void allNumbersOfALongRecordingComeOnceAndInOrderAlthoughPartsFailAndTheProcessDies()
      throws Exception {
    Path wav = folder.resolve("long.wav");
    ToneRecording.write(wav, NUMBERS, EVERY);
    AtomicInteger failures = new AtomicInteger();
    try (Receiver server =
        new Receiver(
            exchange -> {
              byte[] body = exchange.getRequestBody().readAllBytes();
              sent.add(part(body));
              if (part(body) == 2 && failures.getAndIncrement() < 2) {
                Receiver.say(exchange, 500, "out of memory");
              } else {
                hear(exchange, body);
              }
            })) {
      Transcriber transcriber =
          transcriber(server, Map.of("waybill.transcriber.max-seconds", "1500"));
      Attempts attempts = new Attempts();
      attempts.diesBefore = 2;
      assertThatThrownBy(() -> transcriber.transcribe(wav, null, attempts)).hasMessage("killed");
      attempts.diesBefore = Integer.MAX_VALUE;
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> transcriber.transcribe(wav, null, attempts))
            .isInstanceOf(IOException.class)
            .hasMessage("The transcription server answered 500.");
      }

      List<Spoken> spoken = transcriber.transcribe(wav, null, attempts);

      assertThat(spoken)
          .extracting(Spoken::text)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, NUMBERS).mapToObj(n -> "Number " + n + ".").toList());
      for (int n = 1; n <= NUMBERS; n++) {
        assertThat(spoken.get(n - 1).start()).isCloseTo(ToneRecording.begin(n, EVERY), within(0.3));
      }
      assertThat(sent).containsExactly(0, 1, 2, 2, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void aServerThatKnowsNoTimesIsAskedForPlainJson() throws Exception {
    Path wav = folder.resolve("short.wav");
    ToneRecording.write(wav, 2, 2);
    Map<String, Integer> formats = new ConcurrentHashMap<>();
    try (Receiver server =
        new Receiver(
            exchange -> {
              String body =
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
              boolean verbose = body.contains("verbose_json");
              formats.merge(verbose ? "verbose" : "plain", 1, Integer::sum);
              Receiver.say(
                  exchange,
                  verbose ? 400 : 200,
                  verbose ? "{\"error\":\"response_format\"}" : "{\"text\":\"One, two.\"}");
            })) {
      Transcriber transcriber = transcriber(server, Map.of());

      List<Spoken> first = transcriber.transcribe(wav, "en", new Attempts());
      transcriber.transcribe(wav, "en", new Attempts());

      assertThat(first).containsExactly(new Spoken(0, 4, "One, two."));
      assertThat(formats).containsEntry("verbose", 1).containsEntry("plain", 2);
      assertThat(events)
          .containsExactly(
              new PartTranscribed("completed", 4.0), new PartTranscribed("completed", 4.0));
    }
  }

  @Test
  void whatAServerRejectsIsSaidWithoutItsWords() throws Exception {
    Path wav = folder.resolve("short.wav");
    ToneRecording.write(wav, 1, 2);
    try (Receiver busy =
            new Receiver(
                exchange -> {
                  exchange.getResponseHeaders().set("Retry-After", "7");
                  Receiver.say(exchange, 429, "quota of key-abc");
                });
        Receiver refusing = Receiver.saying(401, "wrong key-abc")) {
      assertThatThrownBy(() -> transcriber(busy, Map.of()).transcribe(wav, null, new Attempts()))
          .isInstanceOfSatisfying(
              TranscriberFailure.Busy.class, e -> assertThat(e.after()).hasSeconds(7))
          .hasMessage("The transcription server answered 429.");
      assertThatThrownBy(
              () -> transcriber(refusing, Map.of()).transcribe(wav, null, new Attempts()))
          .isInstanceOf(TranscriberFailure.Refused.class)
          .hasMessage("The transcription server answered 401.");
    }
    assertThatThrownBy(() -> transcriber(Map.of()).transcribe(wav, null, new Attempts()))
        .isInstanceOf(TranscriberFailure.Missing.class);
  }
}
