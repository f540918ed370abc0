package org.waybill.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Webhooks and notifications; listed with all {@link Knobs}. */
public final class NotifyKnobs {

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  public static final Knob<List<Duration>> WEBHOOK_GAPS =
      new Knob<>(
          "waybill.webhook.gaps",
          "5s,30s,2m,10m,1h,6h,24h",
          "durations with commas",
          "Gaps before the second, third, … try of a delivery; after the last it is given up.",
          text -> COMMA.splitAsStream(text).map(Knob::parseDuration).toList());
  public static final Knob<Duration> WEBHOOK_TIMEOUT =
      Knob.duration(
          "waybill.webhook.timeout",
          "15s",
          "100ms",
          "5m",
          "Longest wait for a webhook's receiver to answer.");
  public static final Knob<Duration> WEBHOOK_RETENTION =
      Knob.duration(
          "waybill.webhook.retention",
          "30d",
          "1m",
          "3650d",
          "How long a delivery is kept after it was made or given up.");

  public static final Knob<Duration> NOTIFICATION_DURATION =
      Knob.duration(
          "waybill.notification.min-duration",
          "30s",
          "1s",
          "30d",
          "How long a task must have taken for its user to be told of its end in any case.");
  public static final Knob<Duration> NOTIFICATION_RETENTION =
      Knob.duration(
          "waybill.notification.retention",
          "30d",
          "1m",
          "3650d",
          "How long notifications are kept.");

  public static final Knob<Optional<String>> SMTP_HOST =
      Knob.optional("waybill.smtp.host", "Mail server for notifications; unset: no e-mail.");
  public static final Knob<Integer> SMTP_PORT =
      Knob.number("waybill.smtp.port", 587, 1, 65_535, "Its port.");
  public static final Knob<MailSecurity> SMTP_SECURITY =
      Knob.choice(
          "waybill.smtp.security",
          MailSecurity.STARTTLS,
          MailSecurity.class,
          "How the connection to it is kept secret.");
  public static final Knob<Optional<String>> SMTP_USER =
      Knob.optional("waybill.smtp.user", "User at the mail server; unset: without.");
  public static final Knob<Optional<String>> SMTP_PASSWORD =
      Knob.optional("waybill.smtp.password", "Password at the mail server.");
  public static final Knob<String> SMTP_FROM =
      Knob.text("waybill.smtp.from", "waybill@localhost", "Sender of the e-mails.");

  private NotifyKnobs() {}
}
