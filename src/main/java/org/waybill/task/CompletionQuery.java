package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Reads which tasks have ended, for callers that wait for them. */
@ApplicationScoped
public class CompletionQuery {

  private static final String AMONG =
      """
      select id from task
      where id = any(?::uuid[]) and status || '' in ('completed', 'failed', 'cancelled')
      """;

  private static final String ASKING =
      "select id from task where id = any(?::uuid[]) and status || '' = 'input_required'";

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  /** Those of these tasks that have ended. */
  public List<UUID> among(Collection<UUID> tasks) {
    return select(AMONG, tasks);
  }

  /** Those of these tasks that ask, and wait for an answer. */
  public List<UUID> asking(Collection<UUID> tasks) {
    return select(ASKING, tasks);
  }

  private List<UUID> select(String statement, Collection<UUID> tasks) {
    return tasks.isEmpty()
        ? List.of()
        : Sql.query(
            relaxed,
            row -> row.getObject("id", UUID.class),
            statement,
            ArrayParameter.uuids(tasks, id -> id));
  }
}
