package org.waybill.config;

import java.util.Optional;

/** Settings of language models; listed with all {@link KnownSettings}. */
public final class ModelSettings {

  public static final Setting<Optional<String>> FILE =
      Setting.optional(
          "waybill.models",
          "File of language models, a JSON array; the first one is the default unless"
              + " WAYBILL_LLM_URL names one.");

  private ModelSettings() {}
}
