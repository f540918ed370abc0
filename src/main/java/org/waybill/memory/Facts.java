package org.waybill.memory;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;

/** The facts of users, in all their chats. */
@ApplicationScoped
public class Facts {

  /** Of a user. */
  public static final int MOST = 100;

  /** Of one, in characters. */
  public static final int LONGEST = 300;

  private static final String COLUMNS = "id, text, cast(task_id as text) as task, at";

  /** Users add one after the other, so that none of them gets past the limit. */
  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 7))";

  private static final String ADD =
      """
      insert into fact (id, tenant, user_id, text, task_id)
      select ?::uuid, ?::text, ?::text, ?::text, ?::uuid
      where (select count(*) from fact where tenant = ? and user_id = ?) < ?
      on conflict (tenant, user_id, text) do nothing
      """;

  private static final String FIND =
      "select %s from fact where tenant = ? and user_id = ? and text = ?".formatted(COLUMNS);

  private static final String LIST =
      "select %s from fact where tenant = ? and user_id = ? order by id".formatted(COLUMNS);

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  public Facts() {}

  public Facts(DataSource source) {
    this.source = source;
  }

  /**
   * Adds a fact; one that is there already stays as it is.
   *
   * @param task whose agent adds it, or null
   * @return empty if the user has as many as there may be
   */
  public Optional<Fact> add(Owner owner, String text, UUID task) {
    return Sql.inTransaction(
        source,
        connection -> {
          Sql.query(connection, row -> true, LOCK, owner.tenant() + "\n" + owner.userId());
          Sql.update(
              connection,
              ADD,
              UuidV7.next(),
              owner.tenant(),
              owner.userId(),
              text,
              task,
              owner.tenant(),
              owner.userId(),
              MOST);
          return Sql.query(connection, Facts::read, FIND, owner.tenant(), owner.userId(), text)
              .stream()
              .findFirst();
        });
  }

  /** The fact with this text. */
  public Optional<Fact> find(Owner owner, String text) {
    return Sql.query(source, Facts::read, FIND, owner.tenant(), owner.userId(), text).stream()
        .findFirst();
  }

  /** All of them, oldest first; at most {@link #MOST}. */
  public List<Fact> list(Owner owner) {
    return Sql.query(source, Facts::read, LIST, owner.tenant(), owner.userId());
  }

  /** Whether there was one to delete. */
  public boolean delete(Owner owner, UUID id) {
    return Sql.update(
            source,
            "delete from fact where id = ? and tenant = ? and user_id = ?",
            id,
            owner.tenant(),
            owner.userId())
        > 0;
  }

  private static Fact read(ResultSet row) throws SQLException {
    String task = row.getString("task");
    return new Fact(
        row.getObject("id", UUID.class),
        row.getString("text"),
        task == null ? null : UUID.fromString(task),
        Sql.instant(row, "at"));
  }
}
