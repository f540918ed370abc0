package org.waybill.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Settings of the board; listed with all {@link KnownSettings}. */
public final class BoardSettings {

  public static final Setting<Duration> SNAPSHOT_AGE =
      Setting.duration(
          "waybill.board.snapshot-age",
          "1d",
          "0s",
          "3650d",
          "Maximum age of a snapshot that is reused for the same question; 0s: never reused.");

  public static final Setting<List<String>> MAIL_DOMAINS =
      new Setting<>(
          "waybill.board.mail-domains",
          "",
          "domains such as example.com, example.org",
          "Recipient domains to which the board may send confirmed e-mail; unset: none.",
          BoardSettings::domains);

  private BoardSettings() {}

  static List<String> domains(String text) {
    List<String> domains =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .filter(t -> !t.isEmpty())
            .toList();
    if (!domains.stream().allMatch(domain -> domain.matches("[a-z0-9.-]{1,253}"))) {
      throw new IllegalArgumentException(text);
    }
    return domains;
  }
}
