package org.waybill.model;

import java.time.Duration;
import java.util.List;

/**
 * A configured model.
 *
 * @param name by which agents name it
 * @param url base URL of its API
 * @param model its name there
 * @param key API key, or null
 * @param silence the longest that it may send nothing
 * @param maxTokens the longest answer, or null for what the provider allows
 * @param fallback names of those that are called if it fails
 */
record ModelConfig(
    String name,
    Provider provider,
    String url,
    String model,
    String key,
    Duration silence,
    Integer maxTokens,
    ModelPrice price,
    List<String> fallback) {

  /** Whose wire format it speaks. */
  enum Provider {
    OPENAI("openai", new OpenAiFormat()),
    RESPONSES("openai", new ResponsesFormat()),
    ANTHROPIC("anthropic", new AnthropicFormat()),
    OLLAMA("ollama", new OllamaFormat());

    private final String vendor;
    private final WireFormat format;

    Provider(String vendor, WireFormat format) {
      this.vendor = vendor;
      this.format = format;
    }

    /** Whose format it is, by the names of OpenTelemetry. */
    String vendor() {
      return vendor;
    }

    WireFormat format() {
      return format;
    }
  }

  String url(String path) {
    return url.replaceFirst("/+$", "") + path;
  }

  /** Without the key, which must not be logged. */
  @Override
  public String toString() {
    return name + " (" + model + " at " + url + ")";
  }
}
