package org.waybill.config;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Settings of tools; listed with all {@link KnownSettings}. */
public final class ToolSettings {

  public static final Setting<Duration> APPROVAL_TIME =
      Setting.duration(
          "waybill.approval.time",
          "24h",
          "1s",
          "30d",
          "How long a call of a tool waits for a person's approval.");

  public static final Setting<List<String>> EXEMPT =
      new Setting<>(
          "waybill.approval.exempt-tools",
          "",
          "names of tools such as remember, github_comment",
          "Tools that run without a person's approval although they write; unset: none.",
          ToolSettings::names);

  public static final Setting<Duration> CLIENT_TIME =
      Setting.duration(
          "waybill.tool.client-time",
          "24h",
          "1s",
          "30d",
          "How long an agent waits for the results of tools that its client runs.");

  public static final Setting<List<String>> MAIL_DOMAINS =
      new Setting<>(
          "waybill.tool.mail-domains",
          "",
          "domains such as example.com, example.org",
          "Recipient domains to which the tool `mail` may send; unset: none.",
          BoardSettings::domains);

  public static final Setting<Optional<String>> STOCK_URL =
      new Setting<>(
          "waybill.tool.stock-url",
          "",
          "an http or https URL with {symbol}",
          "URL of a source of prices for the tool `stock_price`, with `{symbol}` in it; unset: the"
              + " tool is `not_configured`.",
          ToolSettings::template);

  public static final Setting<String> STOCK_PRICE =
      Setting.text(
          "waybill.tool.stock-price",
          "/price",
          "Where the price is: a JSON pointer such as `/quote/0/price`, or the name of a column if"
              + " the source answers CSV.");

  public static final Setting<String> STOCK_CURRENCY =
      Setting.text(
          "waybill.tool.stock-currency",
          "/currency",
          "Where the currency is: a JSON pointer, or the name of a column.");

  public static final Setting<String> STOCK_TIME =
      Setting.text(
          "waybill.tool.stock-time",
          "/time",
          "Where the time of the price is: a JSON pointer, or the name of a column.");

  private ToolSettings() {}

  private static List<String> names(String text) {
    List<String> names =
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(t -> !t.isEmpty()).toList();
    if (!names.stream().allMatch(name -> name.matches("[a-z][a-z0-9_]{0,63}"))) {
      throw new IllegalArgumentException(text);
    }
    return names;
  }

  private static Optional<String> template(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String scheme = URI.create(text.replace("{symbol}", "X")).getScheme();
    if (!text.contains("{symbol}") || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("no template");
    }
    return Optional.of(text);
  }
}
