package org.waybill.trace;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Observes;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.config.Settings;
import org.waybill.time.Ticker;
import org.waybill.world.Beans;
import org.waybill.world.ManualTicker;

/** Spans as a collector gets them. */
class SpansTest {

  private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0";

  private final ManualTicker ticker = new ManualTicker();
  private final Counts counts = new Counts();
  private Collector collector;
  private Beans beans;
  private Spans spans;

  /** What became of spans. */
  public static final class Counts {
    private int sent;
    private int lost;

    void observe(@Observes SpansExported exported) {
      sent += exported.sent() ? exported.count() : 0;
      lost += exported.sent() ? 0 : exported.count();
    }
  }

  @BeforeEach
  void collect() throws Exception {
    collector = new Collector();
    begin(Map.of());
  }

  @AfterEach
  void end() {
    collector.close();
  }

  private void begin(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.putIfAbsent("waybill.otlp.url", collector.url() + "/");
    settings.put("waybill.otlp.headers", "X-Key=k1");
    settings.put("waybill.node", "n1");
    beans =
        new Beans(Map.of())
            .with(Settings.class, new Settings(settings::get))
            .with(Clock.class, Clock.fixed(Instant.ofEpochSecond(1_769_851_800, 5), ZoneOffset.UTC))
            .with(Ticker.class, ticker)
            .with(Counts.class, counts);
    spans = beans.get(Spans.class);
  }

  private List<SentSpan> sent() throws Exception {
    beans.get(SpanExporter.class).exportPending();
    return collector.spans();
  }

  @Test
  void aSpanIsSentWithItsPlaceItsTimeAndWhatIsSaidOfIt() throws Exception {
    try (CurrentTrace caller = CurrentTrace.of(CALLER + "1")) {
      try (Span span = spans.begin("chat m-1", Span.Kind.CLIENT)) {
        span.set("text", "a\"b").set("number", 7L).set("flag", true).set("none", null);
        span.set("list", List.of("x", "y")).failed("busy");
        ticker.advance(Duration.ofMillis(1_500));
      }
      assertThat(CurrentTrace.get()).isEqualTo(CALLER + "1");
    }
    SentSpan span = sent().get(0);
    assertThat(span.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(span.parent()).isEqualTo("00f067aa0ba902b7");
    assertThat(span.id()).matches("[0-9a-f]{16}").isNotEqualTo(span.parent());
    JsonObject json = span.json();
    assertThat(json.getString("name")).isEqualTo("chat m-1");
    assertThat(json.getInt("kind")).isEqualTo(3);
    assertThat(json.getString("startTimeUnixNano")).isEqualTo("1769851800000000005");
    assertThat(json.getString("endTimeUnixNano")).isEqualTo("1769851801500000005");
    assertThat(json.getJsonObject("status").getInt("code")).isEqualTo(2);
    assertThat(json.getJsonArray("attributes").toString())
        .isEqualTo(
            "[{\"key\":\"text\",\"value\":{\"stringValue\":\"a\\\"b\"}},"
                + "{\"key\":\"number\",\"value\":{\"intValue\":\"7\"}},"
                + "{\"key\":\"flag\",\"value\":{\"boolValue\":true}},"
                + "{\"key\":\"list\",\"value\":{\"arrayValue\":{\"values\":["
                + "{\"stringValue\":\"x\"},{\"stringValue\":\"y\"}]}}},"
                + "{\"key\":\"error.type\",\"value\":{\"stringValue\":\"busy\"}}]");
    assertThat(collector.keys()).containsExactly("k1");
    assertThat(counts.sent).isEqualTo(1);
  }

  @Test
  void whatIsDoneWithinASpanOnAnotherThreadBelongsToIt() throws Exception {
    var thread = Executors.newSingleThreadExecutor();
    try (Span outer = spans.begin("outer", Span.Kind.INTERNAL)) {
      var inner =
          CurrentTrace.carriedBy(
              () -> {
                spans.begin("inner", Span.Kind.INTERNAL).close();
                return null;
              });
      thread.submit(inner).get();
      assertThat(thread.submit(CurrentTrace::get).get()).isNull();
    } finally {
      thread.shutdownNow();
    }
    List<SentSpan> sent = sent();
    assertThat(sent).extracting(SentSpan::name).containsExactly("inner", "outer");
    assertThat(sent.get(1).parent()).isEmpty();
    assertThat(sent.get(0).parent()).isEqualTo(sent.get(1).id());
    assertThat(sent.get(0).traceId()).isEqualTo(sent.get(1).traceId()).matches("[0-9a-f]{32}");
    assertThat(CurrentTrace.get()).isNull();
  }

  @Test
  void contentsAreShownOnlyIfTheSettingsWantThemAndMasked() throws Exception {
    String said = "my key is sk-0123456789abcdefghij \uD83D";
    spans.begin("one", Span.Kind.INTERNAL).setContent("said", () -> said).close();
    assertThat(sent().get(0).attribute("said")).isNull();
    begin(Map.of("waybill.otlp.contents", "true"));
    spans.begin("two", Span.Kind.INTERNAL).setContent("said", () -> said).close();
    assertThat(sent().get(1).attribute("said")).isEqualTo("\"my key is *** ?\"");
  }

  /** Neither the caller's choice nor a missing collector changes the trace that is passed on. */
  @Test
  void whatIsNotRecordedIsPassedOnUnchanged() throws Exception {
    try (CurrentTrace caller = CurrentTrace.of(CALLER + "0");
        Span span = spans.begin("one", Span.Kind.INTERNAL)) {
      assertThat(CurrentTrace.get()).isEqualTo(CALLER + "0");
    }
    begin(Map.of("waybill.otlp.url", ""));
    try (CurrentTrace caller = CurrentTrace.of(CALLER + "1");
        Span span = spans.begin("one", Span.Kind.INTERNAL)) {
      assertThat(CurrentTrace.get()).isEqualTo(CALLER + "1");
    }
    begin(Map.of());
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatTheCollectorDoesNotTakeIsCounted() throws Exception {
    collector.answers(503);
    spans.begin("one", Span.Kind.INTERNAL).close();
    sent();
    assertThat(counts.lost).isEqualTo(1);
    collector.answers(200);
    spans.begin("two", Span.Kind.INTERNAL).close();
    sent();
    assertThat(counts.sent).isEqualTo(1);
    collector.close();
    for (int i = 0; i < SpanExporter.MOST + 3; i++) {
      spans.begin("more", Span.Kind.INTERNAL).close();
    }
    assertThat(counts.lost).isEqualTo(1 + 3);
    beans.get(SpanExporter.class).exportPending();
    assertThat(counts.lost).isEqualTo(1 + 3 + SpanExporter.MOST);
  }
}
