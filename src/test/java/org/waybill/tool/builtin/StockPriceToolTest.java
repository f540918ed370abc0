package org.waybill.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.config.Settings;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.owner.Owner;
import org.waybill.running.Receiver;
import org.waybill.time.Ticker;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.world.Beans;

class StockPriceToolTest {

  private final AtomicReference<String> asked = new AtomicReference<>();
  private final Map<String, String> settings = new HashMap<>();
  private Receiver source;
  private volatile String answer;
  private volatile int status = 200;

  @BeforeEach
  void aSource() throws IOException {
    source =
        new Receiver(
            exchange -> {
              asked.set(exchange.getRequestURI().toString());
              exchange.getResponseHeaders().set("Retry-After", "9");
              Receiver.say(exchange, status, answer);
            });
    settings.put("waybill.outbound.allow", "127.0.0.1");
    settings.put("waybill.tool.stock-url", source.at("") + "/q?s={symbol}&key=s3cret");
  }

  @AfterEach
  void end() {
    source.close();
  }

  private JsonObject price(String symbol) throws Exception {
    Settings here = new Settings(settings::get);
    return new Beans(Map.of())
        .with(Settings.class, here)
        .with(SafeHttpClient.class, new SafeHttpClient(here, new Ticker()))
        .get(StockPriceTool.class)
        .run(
            Json.object().add("symbol", symbol).build(),
            new ToolCall(
                "call", new RecordedContext(new Owner("acme", "ann"), UUID.randomUUID(), 1)))
        .asJsonObject();
  }

  private ToolFailure failure() {
    return catchThrowableOfType(ToolFailure.class, () -> price("IBM"));
  }

  @Test
  void aPriceIsFoundInJson() throws Exception {
    settings.put("waybill.tool.stock-price", "/quote/0/05. price");
    settings.put("waybill.tool.stock-currency", "/quote/0/currency");
    answer = "{\"quote\":[{\"05. price\":\"291.3400\",\"currency\":\"USD\"}]}";
    assertThat(price("^GSPC"))
        .hasToString("{\"symbol\":\"^GSPC\",\"price\":\"291.3400\",\"currency\":\"USD\"}");
    assertThat(asked.get()).isEqualTo("/q?s=%5EGSPC&key=s3cret");
  }

  @Test
  void aNumberKeepsItsDigits() throws Exception {
    answer = "{\"price\":0.10,\"time\":\"2026-01-30T21:00:00Z\"}";
    assertThat(price("IBM").getString("price")).isEqualTo("0.10");
    assertThat(price("IBM").getString("time")).isEqualTo("2026-01-30T21:00:00Z");
  }

  @Test
  void aPriceIsFoundInCsv() throws Exception {
    settings.put("waybill.tool.stock-price", "Close");
    settings.put("waybill.tool.stock-time", "Date");
    answer = "Symbol,Date,Name,Close\r\nIBM,2026-01-30,\"Int. \"\"BM\"\", Inc.\",291.34\r\n";
    assertThat(price("IBM"))
        .hasToString("{\"symbol\":\"IBM\",\"price\":\"291.34\",\"time\":\"2026-01-30\"}");
  }

  @Test
  void withoutASourceItSaysSo() {
    settings.remove("waybill.tool.stock-url");
    assertThat(failure().code()).isEqualTo("not_configured");
    assertThat(failure()).hasMessageContaining("WAYBILL_TOOL_STOCK_URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"price\":null}", "{\"price\":\"N/D\"}", "{\"price\":[1]}", "[]"})
  void aPriceThatIsNoneIsNotInvented(String without) {
    answer = without;
    assertThat(failure().code()).isEqualTo("unknown_symbol");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><p>\nSign in", "", "{\"price\":", "limit"})
  void aPageThatIsNoDataIsNamed(String page) {
    answer = page;
    assertThat(failure().code()).isEqualTo("unreadable_source");
  }

  @Test
  void aSourceThatIsBusyIsAskedLaterAndItsAddressIsNotShown() {
    status = 429;
    answer = "slow down";
    ToolFailure failure = failure();
    assertThat(failure.after()).isEqualTo(Duration.ofSeconds(9));
    assertThat(failure.isPassing()).isTrue();
    assertThat(failure).hasMessageNotContaining("s3cret");
    source.close();
    assertThat(failure().code()).isEqualTo("not_reachable");
    assertThat(failure()).hasMessageNotContaining("s3cret");
    settings.remove("waybill.outbound.allow");
    assertThat(failure().code()).isEqualTo("address_not_allowed");
    assertThat(failure()).hasMessageNotContaining("s3cret");
  }
}
