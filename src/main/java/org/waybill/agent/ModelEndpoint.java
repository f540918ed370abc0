package org.waybill.agent;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;

/**
 * An OpenAI-compatible model.
 *
 * @param url base URL, for instance {@code https://api.openai.com/v1}
 * @param key API key, if it needs one
 * @param silence maximum wait for the next piece
 */
record ModelEndpoint(String url, String model, Optional<String> key, Duration silence) {

  /** The configured one, if any is. */
  static Optional<ModelEndpoint> of(Settings settings) {
    return settings
        .get(KnownSettings.LLM_URL)
        .map(
            url ->
                new ModelEndpoint(
                    url,
                    settings.get(KnownSettings.LLM_MODEL),
                    settings.get(KnownSettings.LLM_KEY),
                    settings.get(KnownSettings.LLM_SILENCE)));
  }

  URI completions() {
    return URI.create(url.replaceFirst("/+$", "") + "/chat/completions");
  }

  /** Without the key, which must not be logged. */
  @Override
  public String toString() {
    return model + " at " + url;
  }
}
