package org.waybill.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The defined pipelines: the names of their steps, in order, by pipeline name. Format: {@code
 * name=step,step;name=step}.
 */
public record PipelineDefinitions(Map<String, List<String>> byName) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,99}");

  /**
   * @throws IllegalArgumentException if a name is none, or comes twice
   */
  static PipelineDefinitions read(String text) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (String definition : text.split(";", -1)) {
      if (!definition.isBlank()) {
        String[] parts = definition.split("=", 2);
        boolean taken = parts.length != 2 || byName.put(name(parts[0]), steps(parts[1])) != null;
        require(!taken);
      }
    }
    require(!byName.isEmpty());
    return new PipelineDefinitions(byName);
  }

  private static List<String> steps(String text) {
    List<String> steps = new ArrayList<>();
    for (String step : text.split(",", -1)) {
      steps.add(name(step));
    }
    require(new HashSet<>(steps).size() == steps.size());
    return steps;
  }

  private static String name(String text) {
    String name = text.strip();
    require(NAME.matcher(name).matches());
    return name;
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException();
    }
  }

  /** As it is written. */
  @Override
  public String toString() {
    return byName.entrySet().stream()
        .map(each -> each.getKey() + "=" + String.join(",", each.getValue()))
        .collect(Collectors.joining(";"));
  }
}
