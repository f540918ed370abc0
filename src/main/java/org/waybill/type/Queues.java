package org.waybill.type;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.waybill.config.KnownSettings;
import org.waybill.config.Setting;
import org.waybill.config.Settings;
import org.waybill.handler.TaskType;
import org.waybill.sql.Sql;

/** All queues with their effective settings; every node reads the rows again each second. */
@ApplicationScoped
public class Queues {

  /** Where a value comes from. */
  public enum Source {
    API,
    SETTING,
    HANDLER,
    DEFAULT
  }

  /** A value, and where it comes from. */
  public record Sourced<T>(T value, Source source) {

    /** The source as it is shown. */
    public String label() {
      return source.name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String COLUMNS =
      "name, concurrency_per_node, tenant_share, retention_ms, version";

  /** Nothing is written where the version is not the one that was seen. */
  private static final String PUT =
      """
      insert into queue_settings as q
        (name, concurrency_per_node, tenant_share, retention_ms, by_user, version)
      select ?, ?::int, ?::int, ?::int8, ?, 1
      where ?::int is null or ? = coalesce(
        (select version from queue_settings where name = ?), 0)
      on conflict (name) do update set concurrency_per_node = excluded.concurrency_per_node,
        tenant_share = excluded.tenant_share, retention_ms = excluded.retention_ms,
        by_user = excluded.by_user, changed_at = now(), version = q.version + 1
      where ?::int is null or q.version = ?
      returning version
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private TaskTypes types;
  @Inject private Settings settings;

  private final Map<String, Sourced<Integer>> concurrencies = new ConcurrentHashMap<>();
  private volatile Map<String, QueueSettings> rows = Map.of();
  private volatile SortedSet<String> names;

  /** Reads what administrators have set. */
  public void refresh() {
    rows =
        Sql.query(durable, Queues::read, "select " + COLUMNS + " from queue_settings").stream()
            .collect(Collectors.toUnmodifiableMap(QueueSettings::name, each -> each));
    names = null;
    concurrencies.clear();
  }

  /** All of them, by name: those of this node's types, and those that have settings. */
  public SortedSet<String> names() {
    SortedSet<String> known = names;
    if (known == null) {
      known = new TreeSet<>(rows.keySet());
      types.all().stream().map(TaskType::queue).forEach(known::add);
      known = Collections.unmodifiableSortedSet(known);
      names = known;
    }
    return known;
  }

  public boolean isKnown(String queue) {
    return names().contains(queue);
  }

  /** How many tasks of a queue one node runs at once. */
  public int concurrencyPerNode(String queue) {
    return concurrency(queue).value();
  }

  /** The same, with its source. */
  public Sourced<Integer> concurrency(String queue) {
    return concurrencies.computeIfAbsent(queue, this::read);
  }

  private Sourced<Integer> read(String queue) {
    Integer row = row(queue).concurrencyPerNode();
    if (row != null) {
      return new Sourced<>(row, Source.API);
    }
    Optional<Integer> set = settings.get(Setting.concurrency(queue));
    if (set.isPresent()) {
      return new Sourced<>(set.get(), Source.SETTING);
    }
    return types.ofQueue(queue).stream()
        .map(TaskType::concurrency)
        .max(Integer::compare)
        .map(most -> new Sourced<>(most, Source.HANDLER))
        .orElse(new Sourced<>(TaskType.USUAL_CONCURRENCY, Source.DEFAULT));
  }

  /** The part of what may wait that may be of one tenant when others wait as well, in percent. */
  public Sourced<Integer> tenantShare(String queue) {
    Integer row = row(queue).tenantShare();
    return row == null
        ? new Sourced<>(settings.get(KnownSettings.QUEUE_TENANT_SHARE), Source.SETTING)
        : new Sourced<>(row, Source.API);
  }

  /** Retention of finished tasks: of the queue, else of the type, else of all tasks. */
  public Duration retention(String queue, String type) {
    return kept(queue, type).value();
  }

  /** The same, with its source. */
  public Sourced<Duration> kept(String queue, String type) {
    Duration row = row(queue).retention();
    if (row != null) {
      return new Sourced<>(row, Source.API);
    }
    Duration ofType = types.row(type).retention();
    if (ofType != null) {
      return new Sourced<>(ofType, Source.API);
    }
    Optional<Duration> set = settings.get(Setting.retention(type));
    if (set.isPresent()) {
      return new Sourced<>(set.get(), Source.SETTING);
    }
    return types
        .find(type)
        .map(TaskType::retention)
        .map(own -> new Sourced<>(own, Source.HANDLER))
        .orElseGet(() -> new Sourced<>(settings.get(KnownSettings.RETENTION), Source.SETTING));
  }

  /** What an administrator has set. */
  public QueueSettings row(String queue) {
    return rows.getOrDefault(queue, QueueSettings.none(queue));
  }

  /**
   * Replaces the settings of a queue; visible after the next {@link #refresh}.
   *
   * @param connection of a transaction, in which more may be set for the queue
   * @param given its version is ignored
   * @param seen the version that the caller has read, or null to replace any
   * @return false if the version has changed; then nothing is written
   */
  public boolean put(Connection connection, QueueSettings given, Integer seen, String byUser)
      throws SQLException {
    return !Sql.query(
            connection,
            row -> row.getInt("version"),
            PUT,
            given.name(),
            given.concurrencyPerNode(),
            given.tenantShare(),
            given.retention() == null ? null : given.retention().toMillis(),
            byUser,
            seen,
            seen,
            given.name(),
            seen,
            seen)
        .isEmpty();
  }

  /**
   * Reads what is set for each queue and each type.
   *
   * @throws org.waybill.config.InvalidSetting if something is not allowed
   */
  public void check() {
    names().forEach(this::concurrency);
    types.all().forEach(type -> kept(type.queue(), type.name()));
  }

  private static QueueSettings read(ResultSet row) throws SQLException {
    long retention = row.getLong("retention_ms");
    return new QueueSettings(
        row.getString("name"),
        row.getObject("concurrency_per_node", Integer.class),
        row.getObject("tenant_share", Integer.class),
        retention == 0 ? null : Duration.ofMillis(retention),
        row.getInt("version"));
  }
}
