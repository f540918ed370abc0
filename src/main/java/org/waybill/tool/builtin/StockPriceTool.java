package org.waybill.tool.builtin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.waybill.config.Settings;
import org.waybill.config.ToolSettings;
import org.waybill.json.Json;
import org.waybill.outbound.CallLimits;
import org.waybill.outbound.GetResult;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.ResponseTooLarge;
import org.waybill.outbound.RetryAfter;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/** Asks the configured source for a price; its address may contain a key and is never shown. */
@ApplicationScoped
public class StockPriceTool implements Tool {

  private static final ToolSpec SPEC =
      ToolSpec.read(
          "stock_price",
          "Looks up the latest price of a stock by its ticker symbol.",
          """
          {"type":"object","required":["symbol"],"additionalProperties":false,"properties":{
            "symbol":{"type":"string","pattern":"^[A-Za-z0-9.^=_-]{1,32}$","examples":["IBM"]}}}
          """,
          """
          {"type":"object","required":["symbol","price"],"properties":{
            "symbol":{"type":"string"},
            "price":{"type":"string","description":"A decimal number, as the source has it."},
            "currency":{"type":"string"},"time":{"type":"string"}}}
          """);

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int MOST_BYTES = 1 << 20;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  @Inject private Settings settings;
  @Inject private SafeHttpClient client;
  @Inject private Clock clock;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    String template =
        settings
            .get(ToolSettings.STOCK_URL)
            .orElseThrow(
                () ->
                    ToolFailure.forGood(
                        "not_configured",
                        "No source of stock prices is configured; an administrator sets %s."
                            .formatted(ToolSettings.STOCK_URL.env())));
    String symbol = arguments.getString("symbol");
    PriceDocument document = PriceDocument.read(get(template, symbol));
    String price = document.find(settings.get(ToolSettings.STOCK_PRICE));
    if (price == null || !price.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
      throw ToolFailure.forGood(
          "unknown_symbol", "The source has no price for '%s'.".formatted(symbol));
    }
    var result = Json.object().add("symbol", symbol).add("price", price);
    add(result, "currency", document.find(settings.get(ToolSettings.STOCK_CURRENCY)));
    add(result, "time", document.find(settings.get(ToolSettings.STOCK_TIME)));
    return result.build();
  }

  private static void add(jakarta.json.JsonObjectBuilder json, String name, String value) {
    if (value != null && !value.isBlank()) {
      json.add(name, value);
    }
  }

  private String get(String template, String symbol) throws ToolFailure, InterruptedException {
    URI uri = URI.create(template.replace("{symbol}", URLEncoder.encode(symbol, UTF_8)));
    try {
      GetResult answer =
          client.get(
              uri,
              Map.of("Accept", "application/json, text/csv;q=0.9", "User-Agent", "Waybill"),
              new CallLimits(TIMEOUT, MOST_BYTES));
      if (!answer.isSuccess()) {
        throw failure(answer, symbol);
      }
      return new String(answer.body(), UTF_8);
    } catch (RefusedAddress e) {
      throw ToolFailure.forGood(
          "address_not_allowed", "The source of stock prices is not public and not allowed.");
    } catch (ResponseTooLarge e) {
      throw ToolFailure.forGood("response_too_large", e.getMessage());
    } catch (IOException e) {
      throw ToolFailure.forNow(
          "not_reachable", "The source of stock prices does not answer.", null, e);
    }
  }

  private ToolFailure failure(GetResult answer, String symbol) {
    int status = answer.status();
    if (status == TOO_MANY || status >= SERVER_ERROR) {
      Duration wait = RetryAfter.of(answer.header("retry-after"), clock).orElse(null);
      return ToolFailure.forNow(
          status == TOO_MANY ? "rate_limited" : "not_reachable",
          "The source of stock prices answered " + status + ".",
          wait,
          null);
    }
    return ToolFailure.forGood(
        "unknown_symbol",
        "The source of stock prices answered %d for '%s'.".formatted(status, symbol));
  }
}
