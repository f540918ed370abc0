package org.waybill.config;

import java.time.Duration;
import java.util.List;

/** Settings of tools; listed with all {@link KnownSettings}. */
public final class ToolSettings {

  public static final Setting<Duration> APPROVAL_TIME =
      Setting.duration(
          "waybill.approval.time",
          "24h",
          "1s",
          "30d",
          "How long a call of a tool waits for a person's approval.");

  public static final Setting<List<String>> MAIL_DOMAINS =
      new Setting<>(
          "waybill.tool.mail-domains",
          "",
          "domains such as example.com, example.org",
          "Recipient domains to which the tool `mail` may send; unset: none.",
          BoardSettings::domains);

  private ToolSettings() {}
}
