package org.waybill.config;

import java.time.Duration;
import java.util.Optional;

/** Settings of language models; listed with all {@link KnownSettings}. */
public final class ModelSettings {

  public static final Setting<Optional<String>> FILE =
      Setting.optional(
          "waybill.models",
          "File of language models, a JSON array; the first one is the default unless"
              + " WAYBILL_LLM_URL names one.");

  public static final Setting<Duration> USAGE_RETENTION =
      Setting.duration(
          "waybill.model.usage-retention",
          "400d",
          "1d",
          "3650d",
          "How long the daily sums of model usage are kept.");

  private ModelSettings() {}
}
