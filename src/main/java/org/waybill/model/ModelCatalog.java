package org.waybill.model;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waybill.config.CameraSettings;
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

  /** Read at the start of the application: a file that is not understood is to stop it. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  /**
   * @throws IllegalStateException if the file of models cannot be read, or a setting names a model
   *     that there is not
   */
  @PostConstruct
  public void read() {
    Map<String, ModelConfig> read = new LinkedHashMap<>();
    settings
        .get(ModelSettings.URL)
        .map(this::only)
        .ifPresent(model -> read.put(model.name(), model));
    settings
        .get(ModelSettings.FILE)
        .ifPresent(file -> read.putAll(ModelFile.read(file, settings.get(ModelSettings.SILENCE))));
    models = Collections.unmodifiableMap(read);
    settings.get(CameraSettings.MODEL).ifPresent(this::checkOfCameras);
  }

  private void checkOfCameras(String name) {
    if (!models.containsKey(name)) {
      throw new IllegalStateException(
          "WAYBILL_CAMERAS_MODEL is '%s', which is no configured model; allowed: %s"
              .formatted(name, models.isEmpty() ? "none" : String.join(", ", models.keySet())));
    }
  }

  /** The one that the settings for a single model describe. */
  private ModelConfig only(String url) {
    String name = settings.get(ModelSettings.MODEL);
    return new ModelConfig(
        name,
        ModelConfig.Provider.OPENAI,
        url,
        name,
        settings.get(ModelSettings.KEY).orElse(null),
        settings.get(ModelSettings.SILENCE),
        null,
        ModelPrice.NONE,
        List.of());
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
