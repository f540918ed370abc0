package org.waybill.agent.definition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.waybill.json.Json;
import org.waybill.owner.Owner;

/** The agents that a tenant has: those of files, and its own, which may replace them. */
@ApplicationScoped
public class Agents {

  /** Of a tenant. */
  public static final int MOST = 200;

  /** Of an agent. */
  public static final int MOST_VERSIONS = 1_000;

  private static final int MOST_NAMED = 20;

  @Inject private AgentFiles files;
  @Inject private AgentRows rows;
  @Inject private AgentParser parser;
  @Inject private AnsweredChats chats;

  /**
   * The current version of an agent.
   *
   * @param row what counts of a tenant's own agent; null if it has none of this name
   */
  public record Current(AgentDefinition definition, AgentRow row) {}

  /** The current versions, by name. */
  public List<Current> all(String tenant) {
    SortedMap<String, Current> all = ofFiles();
    rows.all(tenant).forEach(own -> put(own, all));
    return List.copyOf(all.values());
  }

  /** The names of those that a tenant has, at most twenty, for errors. */
  public String names(String tenant) {
    return all(tenant).stream()
        .map(each -> each.definition().name())
        .limit(MOST_NAMED)
        .collect(Collectors.joining(", "));
  }

  /** Those of these names that there are, in this order. */
  public List<AgentDefinition> named(String tenant, List<String> names) {
    SortedMap<String, Current> all = ofFiles();
    rows.named(tenant, names).forEach(own -> put(own, all));
    return names.stream().filter(all::containsKey).map(name -> all.get(name).definition()).toList();
  }

  private SortedMap<String, Current> ofFiles() {
    SortedMap<String, Current> all = new TreeMap<>();
    files.all().values().forEach(each -> all.put(each.name(), new Current(each, null)));
    return all;
  }

  private void put(AgentRows.Current own, SortedMap<String, Current> all) {
    AgentRow row = own.row();
    AgentDefinition definition =
        own.definition() == null
            ? files.all().get(row.name())
            : parse(row.name(), row.current(), own.definition());
    if (definition != null) {
      all.put(row.name(), new Current(definition, row));
    }
  }

  /** The current version. */
  public Optional<AgentDefinition> find(String tenant, String name) {
    int current = rows.find(tenant, name).map(AgentRow::current).orElse(0);
    return version(tenant, name, current);
  }

  /**
   * The version that a task runs: the one that its chat is on, else perhaps the candidate, else the
   * current one.
   *
   * @param chat or null
   * @param lot decides who tries the candidate: the same for a task in each attempt
   */
  public Optional<AgentDefinition> choose(Owner owner, String name, String chat, Object lot) {
    String tenant = owner.tenant();
    Optional<AgentDefinition> before =
        chat == null
            ? Optional.empty()
            : chats.lastVersion(owner, chat, name).flatMap(v -> version(tenant, name, v));
    if (before.isPresent()) {
      return before;
    }
    Optional<AgentRow> row = rows.find(tenant, name);
    if (row.isPresent() && row.get().candidate() != null) {
      boolean tries =
          Math.floorMod((chat == null ? lot : chat).hashCode(), 100) < row.get().share();
      if (tries) {
        return version(tenant, name, row.get().candidate());
      }
    }
    return version(tenant, name, row.map(AgentRow::current).orElse(0));
  }

  /** A version; 0 is that of a file. */
  public Optional<AgentDefinition> version(String tenant, String name, int version) {
    return version == 0
        ? Optional.ofNullable(files.all().get(name))
        : rows.definition(tenant, name, version).map(text -> parse(name, version, text));
  }

  private AgentDefinition parse(String name, int version, String definition) {
    try {
      return parser.parse(name, version, Json.read(definition).asJsonObject());
    } catch (InvalidAgent e) {
      throw new IllegalStateException("stored version %d of agent %s".formatted(version, name), e);
    }
  }

  /** What counts of a tenant's own agent; empty if it has none of this name. */
  public Optional<AgentRow> row(String tenant, String name) {
    return rows.find(tenant, name);
  }

  /** The numbers of a tenant's own versions, the newest first. */
  public List<Integer> versions(String tenant, String name) {
    return rows.versions(tenant, name);
  }

  /** How many agents of its own a tenant has. */
  public int own(String tenant) {
    return rows.count(tenant);
  }

  /**
   * Stores a new version.
   *
   * @param share null to make it the current one at once; else of how many of a hundred new chats
   *     it gets
   * @return its number
   */
  public int put(String tenant, AgentDefinition definition, String by, Integer share) {
    return rows.put(tenant, definition.name(), definition.json(), by, share);
  }

  /** Makes the candidate the current version; false if there is none. */
  public boolean promote(String tenant, String name) {
    return rows.promote(tenant, name);
  }

  /** Takes the candidate away, or else returns to the version before; false if there is neither. */
  public boolean rollBack(String tenant, String name) {
    return rows.rollBack(tenant, name);
  }

  /** Removes a tenant's own agent; what a file brings under this name counts again. */
  public boolean delete(String tenant, String name) {
    return rows.delete(tenant, name);
  }
}
