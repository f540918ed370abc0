package org.waybill.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Settings of webhooks and notifications; listed with all {@link KnownSettings}. */
public final class NotifySettings {

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  public static final Setting<List<Duration>> WEBHOOK_GAPS =
      new Setting<>(
          "waybill.webhook.gaps",
          "5s,30s,2m,10m,1h,6h,24h",
          "comma-separated durations",
          "Delays before the second, third, … attempt of a webhook delivery; after the last one the"
              + " delivery fails.",
          text -> COMMA.splitAsStream(text).map(Setting::parseDuration).toList());
  public static final Setting<Duration> WEBHOOK_TIMEOUT =
      Setting.duration(
          "waybill.webhook.timeout",
          "15s",
          "100ms",
          "5m",
          "Maximum time to wait for the response of a webhook receiver.");
  public static final Setting<Duration> WEBHOOK_RETENTION =
      Setting.duration(
          "waybill.webhook.retention",
          "30d",
          "1m",
          "3650d",
          "How long a webhook delivery is kept after it succeeded or failed.");

  public static final Setting<Duration> NOTIFICATION_DURATION =
      Setting.duration(
          "waybill.notification.min-duration",
          "30s",
          "1s",
          "30d",
          "Duration from which the end of a task always notifies its user.");
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
      Setting.number("waybill.smtp.port", 587, 1, 65_535, "Port of the mail server.");
  public static final Setting<MailSecurity> SMTP_SECURITY =
      Setting.choice(
          "waybill.smtp.security",
          MailSecurity.STARTTLS,
          MailSecurity.class,
          "Encryption of the connection to the mail server.");
  public static final Setting<Optional<String>> SMTP_USER =
      Setting.optional(
          "waybill.smtp.user", "User name at the mail server; unset: no authentication.");
  public static final Setting<Optional<String>> SMTP_PASSWORD =
      Setting.optional("waybill.smtp.password", "Password at the mail server.");
  public static final Setting<String> SMTP_FROM =
      Setting.text("waybill.smtp.from", "waybill@localhost", "Sender address of e-mails.");

  private NotifySettings() {}
}
