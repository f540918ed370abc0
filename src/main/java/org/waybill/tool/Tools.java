package org.waybill.tool;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.waybill.text.EditDistance;

/** The tools that there are. */
@ApplicationScoped
public class Tools {

  /** The name by which a model passes a request on to another agent; no tool may have it. */
  public static final String HANDOFF = "handoff";

  private static final int MOST_NAMED = 20;

  @Inject @Any private Instance<Tool> beans;
  @Inject @Any private Instance<ToolSource> sources;

  private SortedMap<String, Tool> tools = Collections.emptySortedMap();

  /**
   * @throws IllegalStateException if two beans have one name
   */
  @PostConstruct
  void collect() {
    SortedMap<String, Tool> byName = new TreeMap<>();
    for (Tool tool : beans) {
      Tool other = byName.put(tool.spec().name(), tool);
      if (other != null) {
        throw new IllegalStateException(
            "Two beans are the tool '%s': %s and %s"
                .formatted(tool.spec().name(), other.getClass(), tool.getClass()));
      }
    }
    tools = Collections.unmodifiableSortedMap(byName);
  }

  /** All of them, by name. */
  public Collection<Tool> all() {
    return byName().values();
  }

  private SortedMap<String, Tool> byName() {
    SortedMap<String, Tool> all = new TreeMap<>();
    for (ToolSource source : sources) {
      source.tools().forEach(tool -> all.putIfAbsent(tool.spec().name(), tool));
    }
    all.putAll(tools);
    return all;
  }

  public Optional<Tool> find(String name) {
    return Optional.ofNullable(byName().get(name));
  }

  /** Whether a tool of this name may come soon. */
  boolean mayCome(String name) {
    return sources.stream().anyMatch(source -> source.mayBring(name));
  }

  /** The names that are most like this one, at most 20. */
  public List<String> similarTo(String name) {
    String asked = name.length() > 64 ? name.substring(0, 64) : name;
    return byName().keySet().stream()
        .sorted(Comparator.comparingInt(each -> EditDistance.of(asked, each)))
        .limit(MOST_NAMED)
        .toList();
  }
}
