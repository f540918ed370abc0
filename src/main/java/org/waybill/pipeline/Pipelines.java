package org.waybill.pipeline;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.PipelineSettings;
import org.waybill.config.Settings;

/** The pipelines there are. */
@ApplicationScoped
public class Pipelines {

  /** The one that is meant where none is named. */
  public static final String USUAL = "content-analysis";

  private static final Logger LOG = Logger.getLogger(Pipelines.class.getName());

  private final Map<String, List<PipelineStep>> byName = new LinkedHashMap<>();

  @Inject private Settings settings;
  @Inject @Any private Instance<PipelineStep> beans;

  /** For the container, which collects the steps. */
  public Pipelines() {}

  public Pipelines(Map<String, List<PipelineStep>> pipelines) {
    byName.putAll(pipelines);
  }

  /** At the start of the application, which this bean is made for; what is wrong stops it. */
  void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
    LOG.log(Level.FINE, "Pipelines: {0}", byName.keySet());
  }

  @PostConstruct
  void collect() {
    byName.putAll(of(settings.get(PipelineSettings.PIPELINES).byName(), beans));
  }

  /** The steps of this pipeline. */
  public Optional<List<PipelineStep>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Set<String> names() {
    return byName.keySet();
  }

  static Map<String, List<PipelineStep>> of(
      Map<String, List<String>> definitions, Iterable<PipelineStep> beans) {
    Map<String, PipelineStep> steps = new TreeMap<>();
    for (PipelineStep step : beans) {
      if (steps.put(step.name(), step) != null) {
        throw new IllegalStateException("two pipeline steps have the name " + step.name());
      }
    }
    Map<String, List<PipelineStep>> pipelines = new LinkedHashMap<>();
    definitions.forEach(
        (name, names) ->
            pipelines.put(name, names.stream().map(each -> step(name, each, steps)).toList()));
    return pipelines;
  }

  private static PipelineStep step(String pipeline, String name, Map<String, PipelineStep> steps) {
    PipelineStep step = steps.get(name);
    if (step == null) {
      throw new IllegalStateException(
          "%s: pipeline '%s' has an unknown step '%s'; allowed: %s"
              .formatted(
                  PipelineSettings.PIPELINES.env(),
                  pipeline,
                  name,
                  String.join(", ", steps.keySet())));
    }
    return step;
  }
}
