package org.waybill.document;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** The documents of an operation, and how far it is. */
@ApplicationScoped
public class SelectedDocuments {

  private static final String SELECTED =
      """
      where tenant = ? and user_id = ? and created_at < ? and tags @> ?::text[]
        and (cardinality(?::uuid[]) = 0 or id = any(?::uuid[]))
      """;

  /** How far it is; those that failed are among those that are done. */
  public record Progress(int total, int done, int failed) {}

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  public SelectedDocuments() {}

  public SelectedDocuments(DataSource source) {
    this.source = source;
  }

  /** The time by which documents are dated. */
  public Instant now() {
    return Sql.query(source, row -> Sql.instant(row, "now"), "select now() as now").get(0);
  }

  public int count(DocumentOperation operation) {
    return Sql.query(
            source,
            row -> row.getInt(1),
            "select count(*) from document " + SELECTED,
            parameters(operation).toArray())
        .get(0);
  }

  /** Some of them. */
  public List<UUID> next(DocumentOperation operation, int limit) {
    return Sql.query(
        source,
        row -> row.getObject("id", UUID.class),
        "select id from document " + SELECTED + " order by id limit ?",
        Stream.concat(parameters(operation), Stream.of(limit)).toArray());
  }

  /**
   * The next one that was not indexed since then; what another task indexes now is left to it.
   *
   * @param taskId the operation's own
   */
  public Optional<UUID> notIndexedSince(DocumentOperation operation, Instant time, UUID taskId) {
    return Sql.query(
            source,
            row -> row.getObject("id", UUID.class),
            "select id from document "
                + SELECTED
                + """
                and (tried_at is null or tried_at < ?)
                and (status not in ('queued', 'processing') or task_id = ?)
                order by id limit 1
                """,
            Stream.concat(parameters(operation), Stream.of(time, taskId)).toArray())
        .stream()
        .findFirst();
  }

  public Progress indexedSince(DocumentOperation operation, Instant time) {
    return Sql.query(
            source,
            row -> new Progress(row.getInt(1), row.getInt(2), row.getInt(3)),
            """
            select count(*), count(*) filter (where tried_at >= ?),
              count(*) filter (where tried_at >= ? and error is not null)
            from document
            """
                + SELECTED,
            Stream.concat(Stream.of(time, time), parameters(operation)).toArray())
        .get(0);
  }

  private static Stream<Object> parameters(DocumentOperation operation) {
    ArrayParameter ids = ArrayParameter.uuids(operation.ids(), id -> id);
    return Stream.of(
        operation.owner().tenant(),
        operation.owner().userId(),
        operation.createdTo(),
        ArrayParameter.texts(operation.tags(), tag -> tag),
        ids,
        ids);
  }
}
