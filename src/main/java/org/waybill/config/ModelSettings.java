package org.waybill.config;

import java.time.Duration;
import java.util.Optional;

/** Settings of language models; listed with all {@link KnownSettings}. */
public final class ModelSettings {

  public static final Setting<Optional<String>> URL =
      Setting.optional(
          "waybill.llm.url",
          "Base URL of an OpenAI-compatible model API, such as http://host:11434/v1; unset: the"
              + " local agent, which has no language model.");

  public static final Setting<String> MODEL =
      Setting.text("waybill.llm.model", "gpt-4o-mini", "Name of the language model.");

  public static final Setting<Optional<String>> KEY =
      Setting.optional("waybill.llm.key", "API key of the language model.");

  public static final Setting<Duration> SILENCE =
      Setting.duration(
          "waybill.llm.max-silence",
          "60s",
          "100ms",
          "1h",
          "Maximum time that a model may send nothing while it answers.");

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
