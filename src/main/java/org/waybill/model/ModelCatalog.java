package org.waybill.model;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waybill.config.KnownSettings;
import org.waybill.config.ModelSettings;
import org.waybill.config.Settings;

/** The models that the settings name; the first one is the default. */
@ApplicationScoped
public class ModelCatalog {

  private final Settings settings;
  private Map<String, ModelConfig> models = Collections.emptyMap();

  /** For the container's proxy. */
  protected ModelCatalog() {
    this(null);
  }

  @Inject
  public ModelCatalog(Settings settings) {
    this.settings = settings;
  }

  /**
   * @throws IllegalStateException if the file of models cannot be read
   */
  @PostConstruct
  public void read() {
    Map<String, ModelConfig> read = new LinkedHashMap<>();
    settings
        .get(KnownSettings.LLM_URL)
        .ifPresent(
            url ->
                read.put(
                    settings.get(KnownSettings.LLM_MODEL),
                    new ModelConfig(
                        settings.get(KnownSettings.LLM_MODEL),
                        ModelConfig.Provider.OPENAI,
                        url,
                        settings.get(KnownSettings.LLM_MODEL),
                        settings.get(KnownSettings.LLM_KEY).orElse(null),
                        settings.get(KnownSettings.LLM_SILENCE),
                        null,
                        ModelPrice.NONE,
                        List.of())));
    settings
        .get(ModelSettings.FILE)
        .ifPresent(
            file ->
                ModelFile.read(file, settings.get(KnownSettings.LLM_SILENCE))
                    .forEach(each -> read.put(each.name(), each)));
    models = Collections.unmodifiableMap(read);
  }

  Collection<ModelConfig> all() {
    return models.values();
  }

  /**
   * The model of this name and those that are called if it fails, in order.
   *
   * @param name null, or one that there is no model of, for the default
   */
  List<ModelConfig> chain(String name) {
    ModelConfig first =
        name != null && models.containsKey(name)
            ? models.get(name)
            : models.values().iterator().next();
    List<ModelConfig> chain = new ArrayList<>(List.of(first));
    first.fallback().stream()
        .map(models::get)
        .filter(each -> each != null && !chain.contains(each))
        .forEach(chain::add);
    return chain;
  }
}
