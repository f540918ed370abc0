package org.waybill.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Webhooks and notifications; listed with all {@link KnownSettings}. */
public final class NotifySettings {

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  public static final Setting<List<Duration>> WEBHOOK_GAPS =
      new Setting<>(
          "waybill.webhook.gaps",
          "5s,30s,2m,10m,1h,6h,24h",
          "durations with commas",
          "Gaps before the second, third, … try of a delivery; after the last it is given up.",
          text -> COMMA.splitAsStream(text).map(Setting::parseDuration).toList());
  public static final Setting<Duration> WEBHOOK_TIMEOUT =
      Setting.duration(
          "waybill.webhook.timeout",
          "15s",
          "100ms",
          "5m",
          "Longest wait for a webhook's receiver to answer.");
  public static final Setting<Duration> WEBHOOK_RETENTION =
      Setting.duration(
          "waybill.webhook.retention",
          "30d",
          "1m",
          "3650d",
          "How long a delivery is kept after it was made or given up.");

  public static final Setting<Duration> NOTIFICATION_DURATION =
      Setting.duration(
          "waybill.notification.min-duration",
          "30s",
          "1s",
          "30d",
          "How long a task must have taken for its user to be told of its end in any case.");
  public static final Setting<Duration> NOTIFICATION_RETENTION =
      Setting.duration(
          "waybill.notification.retention",
          "30d",
          "1m",
          "3650d",
          "How long notifications are kept.");

  public static final Setting<Optional<String>> SMTP_HOST =
      Setting.optional("waybill.smtp.host", "Mail server for notifications; unset: no e-mail.");
  public static final Setting<Integer> SMTP_PORT =
      Setting.number("waybill.smtp.port", 587, 1, 65_535, "Its port.");
  public static final Setting<MailSecurity> SMTP_SECURITY =
      Setting.choice(
          "waybill.smtp.security",
          MailSecurity.STARTTLS,
          MailSecurity.class,
          "How the connection to it is kept secret.");
  public static final Setting<Optional<String>> SMTP_USER =
      Setting.optional("waybill.smtp.user", "User at the mail server; unset: without.");
  public static final Setting<Optional<String>> SMTP_PASSWORD =
      Setting.optional("waybill.smtp.password", "Password at the mail server.");
  public static final Setting<String> SMTP_FROM =
      Setting.text("waybill.smtp.from", "waybill@localhost", "Sender of the e-mails.");

  private NotifySettings() {}
}
