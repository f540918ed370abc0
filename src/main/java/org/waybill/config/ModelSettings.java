package org.waybill.config;

import java.math.BigDecimal;
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

  /** What is kept of each call of a model. */
  public enum CallRecords {
    /** Nothing. */
    OFF,
    /** Who, when, which model, how long, tokens, cost, outcome. */
    FIGURES,
    /** Also what was sent and what came back. */
    CONTENTS
  }

  public static final Setting<CallRecords> CALLS =
      Setting.choice(
          "waybill.model.calls",
          CallRecords.CONTENTS,
          CallRecords.class,
          "What operators can read of each call of a model: nothing, its figures, or also what was"
              + " sent and answered.");

  public static final Setting<Duration> CALLS_RETENTION =
      Setting.duration(
          "waybill.model.calls-retention",
          "7d",
          "1h",
          "3650d",
          "How long the records of model calls are kept.");

  public static final Setting<Optional<BigDecimal>> USER_BUDGET =
      budget("waybill.budget.user-per-day", "a user");

  public static final Setting<Optional<BigDecimal>> TENANT_BUDGET =
      budget("waybill.budget.tenant-per-day", "a tenant");

  private static Setting<Optional<BigDecimal>> budget(String name, String whose) {
    return new Setting<>(
        name,
        "",
        "a number from 0 on",
        "What "
            + whose
            + " may spend on language models on a day of UTC, by the price table; unset: no limit.",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(amount(text)));
  }

  private static BigDecimal amount(String text) {
    BigDecimal amount = new BigDecimal(text);
    if (amount.signum() < 0 || amount.precision() > 20) {
      throw new IllegalArgumentException();
    }
    return amount;
  }

  private ModelSettings() {}
}
