package org.waybill.agent.definition;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** The rows of tenants' agents. */
@ApplicationScoped
class AgentRows {

  private static final String COLUMNS = "name, current, previous, candidate, share, changed_at";

  private static final String ALL =
      """
      select a.name, current, previous, candidate, share, changed_at, v.definition
      from agent a left join agent_version v
        on v.tenant = a.tenant and v.name = a.name and v.version = a.current
      where a.tenant = ?
      """;

  /** A lock for each agent: versions are numbered without gaps. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('agent/' || ? || '/' || ?, 0))";

  private static final String ADD =
      """
      insert into agent_version (tenant, name, version, definition, created_by)
      select ?, ?, coalesce((select max(version) from agent_version
        where tenant = ? and name = ?), 0) + 1, ?, ?
      returning version
      """;

  private static final String MAKE_CURRENT =
      """
      insert into agent as a (tenant, name, current) values (?, ?, ?)
      on conflict (tenant, name) do update set previous = a.current, current = excluded.current,
        candidate = null, share = 0, changed_at = now()
      """;

  private static final String MAKE_CANDIDATE =
      """
      insert into agent as a (tenant, name, current, candidate, share) values (?, ?, 0, ?, ?)
      on conflict (tenant, name) do update set candidate = excluded.candidate,
        share = excluded.share, changed_at = now()
      """;

  private static final String PROMOTE =
      """
      update agent set previous = current, current = candidate, candidate = null, share = 0,
        changed_at = now()
      where tenant = ? and name = ? and candidate is not null
      """;

  /** A candidate goes first, before the current version does. */
  private static final String ROLL_BACK =
      """
      update agent set
        current = case when candidate is null then previous else current end,
        previous = case when candidate is null then current else previous end,
        candidate = null, share = 0, changed_at = now()
      where tenant = ? and name = ? and (candidate is not null or previous <> current)
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  public AgentRows() {}

  AgentRows(DataSource source) {
    this.source = source;
  }

  /**
   * @param definition JSON text of the current version; null if that is of a file
   */
  record Current(AgentRow row, String definition) {}

  List<Current> all(String tenant) {
    return Sql.query(source, AgentRows::readCurrent, ALL, tenant);
  }

  /** Those of these names. */
  List<Current> named(String tenant, List<String> names) {
    return Sql.query(
        source,
        AgentRows::readCurrent,
        ALL + " and a.name = any(?::text[])",
        tenant,
        ArrayParameter.texts(names, each -> each));
  }

  private static Current readCurrent(ResultSet row) throws SQLException {
    return new Current(read(row), row.getString("definition"));
  }

  int count(String tenant) {
    return Sql.query(
            source,
            row -> row.getInt("count"),
            "select count(*) as count from agent where tenant = ?",
            tenant)
        .get(0);
  }

  Optional<AgentRow> find(String tenant, String name) {
    return Sql.query(
            source,
            AgentRows::read,
            "select " + COLUMNS + " from agent where tenant = ? and name = ?",
            tenant,
            name)
        .stream()
        .findFirst();
  }

  /** The definition (JSON text) of a version, if there is one. */
  Optional<String> definition(String tenant, String name, int version) {
    return Sql.query(
            source,
            row -> row.getString("definition"),
            "select definition from agent_version where tenant = ? and name = ? and version = ?",
            tenant,
            name,
            version)
        .stream()
        .findFirst();
  }

  List<Integer> versions(String tenant, String name) {
    return Sql.query(
        source,
        row -> row.getInt("version"),
        "select version from agent_version where tenant = ? and name = ? order by version desc",
        tenant,
        name);
  }

  /**
   * @param share null to make it the current version
   * @return its number
   */
  int put(String tenant, String name, String definition, String by, Integer share) {
    return Sql.inTransaction(
        source,
        connection -> {
          Sql.query(connection, row -> true, LOCK, tenant, name);
          int version = add(connection, tenant, name, definition, by);
          if (share == null) {
            Sql.update(connection, MAKE_CURRENT, tenant, name, version);
          } else {
            Sql.update(connection, MAKE_CANDIDATE, tenant, name, version, share);
          }
          return version;
        });
  }

  private static int add(
      Connection connection, String tenant, String name, String definition, String by)
      throws SQLException {
    return Sql.query(
            connection,
            row -> row.getInt("version"),
            ADD,
            tenant,
            name,
            tenant,
            name,
            definition,
            by)
        .get(0);
  }

  boolean promote(String tenant, String name) {
    return Sql.update(source, PROMOTE, tenant, name) > 0;
  }

  boolean rollBack(String tenant, String name) {
    return Sql.update(source, ROLL_BACK, tenant, name) > 0;
  }

  boolean delete(String tenant, String name) {
    return Sql.inTransaction(
        source,
        connection -> {
          Sql.update(
              connection, "delete from agent_version where tenant = ? and name = ?", tenant, name);
          return Sql.update(
                  connection, "delete from agent where tenant = ? and name = ?", tenant, name)
              > 0;
        });
  }

  private static AgentRow read(ResultSet row) throws SQLException {
    return new AgentRow(
        row.getString("name"),
        row.getInt("current"),
        row.getInt("previous"),
        row.getObject("candidate", Integer.class),
        row.getInt("share"),
        Sql.instant(row, "changed_at"));
  }
}
