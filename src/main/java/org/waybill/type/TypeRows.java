package org.waybill.type;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** The rows of what administrators have set for types. */
@ApplicationScoped
class TypeRows {

  private static final String COLUMNS =
      """
      name, queue, description, timeout_ms, max_attempts, backoff_ms, priority, retention_ms,
        input_schema, output_schema, version
      """;

  /** Nothing is written where the version is not the one that was seen. */
  private static final String PUT =
      """
      insert into type_settings as s (name, queue, description, timeout_ms, max_attempts,
        backoff_ms, priority, retention_ms, input_schema, output_schema, by_user, version)
      select ?, ?, ?, ?::int8, ?::int, ?::int8, ?::int, ?::int8, ?, ?, ?, 1
      where ?::int is null or ? = coalesce((select version from type_settings where name = ?), 0)
      on conflict (name) do update set queue = excluded.queue,
        description = excluded.description, timeout_ms = excluded.timeout_ms,
        max_attempts = excluded.max_attempts, backoff_ms = excluded.backoff_ms,
        priority = excluded.priority, retention_ms = excluded.retention_ms,
        input_schema = excluded.input_schema, output_schema = excluded.output_schema,
        by_user = excluded.by_user, changed_at = now(), version = s.version + 1
      where ?::int is null or s.version = ?
      returning version
      """;

  private static final String DELETE =
      "delete from type_settings where name = ? and (?::int is null or version = ?) returning name";

  private static final String STATE =
      """
      select count(*) || '/' || coalesce(sum(version), 0) || '/' || coalesce(max(changed_at)::text, '')
        as state
      from type_settings
      """;

  private static final String UNFINISHED =
      """
      select 1 from task where queue = ? and type = ?
        and status in ('queued', 'processing', 'input_required') limit 1
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** Another text whenever a row was added, changed or removed; schemas may be large. */
  String state() {
    return Sql.query(durable, row -> row.getString("state"), STATE).get(0);
  }

  List<TypeSettings> all() {
    return Sql.query(durable, TypeRows::read, "select " + COLUMNS + " from type_settings");
  }

  /** Answers false if another version than the one that was seen is there. */
  boolean put(TypeSettings given, Integer seen, String byUser) {
    return !Sql.query(
            durable,
            row -> row.getInt("version"),
            PUT,
            given.name(),
            given.queue(),
            given.description(),
            millis(given.timeout()),
            given.maxAttempts(),
            millis(given.backoff()),
            given.priority(),
            millis(given.retention()),
            given.inputSchema(),
            given.outputSchema(),
            byUser,
            seen,
            seen,
            given.name(),
            seen,
            seen)
        .isEmpty();
  }

  /** Answers false if another version than the one that was seen is there, or none. */
  boolean delete(String name, Integer seen) {
    return !Sql.query(durable, row -> row.getString("name"), DELETE, name, seen, seen).isEmpty();
  }

  boolean hasUnfinished(String queue, String type) {
    return !Sql.query(durable, row -> 1, UNFINISHED, queue, type).isEmpty();
  }

  private static Long millis(Duration duration) {
    return duration == null ? null : duration.toMillis();
  }

  private static TypeSettings read(ResultSet row) throws SQLException {
    return new TypeSettings(
        row.getString("name"),
        row.getString("queue"),
        row.getString("description"),
        duration(row, "timeout_ms"),
        row.getObject("max_attempts", Integer.class),
        duration(row, "backoff_ms"),
        row.getObject("priority", Integer.class),
        duration(row, "retention_ms"),
        row.getString("input_schema"),
        row.getString("output_schema"),
        row.getInt("version"));
  }

  private static Duration duration(ResultSet row, String column) throws SQLException {
    Long millis = row.getObject(column, Long.class);
    return millis == null ? null : Duration.ofMillis(millis);
  }
}
