package org.waybill.agent.definition;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.waybill.config.AgentSettings;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The agents that files bring; read once, at the start. */
@ApplicationScoped
public class AgentFiles {

  /** Those that come with the application. */
  private static final List<String> SHIPPED =
      List.of("router", "general", "documents", "finance", "mail", "code", "operations");

  private static final String ENDING = ".yaml";

  @Inject private Settings settings;
  @Inject private AgentParser parser;

  private SortedMap<String, AgentDefinition> agents = Collections.emptySortedMap();

  /** Read at the start of the application: a file that is no agent is to stop it. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  /**
   * @throws IllegalStateException if a file is no definition; the message names it
   */
  @PostConstruct
  void read() {
    SortedMap<String, AgentDefinition> found = new TreeMap<>();
    try {
      for (String name : SHIPPED) {
        try (InputStream in = AgentFiles.class.getResourceAsStream("/agents/" + name + ENDING)) {
          found.put(name, parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
      for (Path file : files()) {
        String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        found.put(name, parse(name, Files.readString(file)));
      }
    } catch (IOException e) {
      throw new IllegalStateException("The agents' files cannot be read: " + e, e);
    }
    agents = Collections.unmodifiableSortedMap(found);
  }

  private List<Path> files() throws IOException {
    Optional<Path> folder = settings.get(AgentSettings.FOLDER).map(Path::of);
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      return files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    }
  }

  private AgentDefinition parse(String name, String yaml) {
    try {
      Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
      if (!(content instanceof Map<?, ?> members)) {
        throw new InvalidAgent("", "it is not a mapping");
      }
      return parser.parse(name, 0, Json.object(members));
    } catch (YAMLException | IllegalArgumentException | InvalidAgent e) {
      throw new IllegalStateException("Agent file " + name + ENDING + ": " + e.getMessage(), e);
    }
  }

  SortedMap<String, AgentDefinition> all() {
    return agents;
  }
}
