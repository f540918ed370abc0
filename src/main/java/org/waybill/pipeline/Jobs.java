package org.waybill.pipeline;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** Finds the tasks that are known by a job's name. */
@ApplicationScoped
public class Jobs {

  private static final String FIND =
      """
      select id from task
      where type = 'pipeline' and right(id::text, 8) = ? and id >= ? and id < ? and tenant = ?
      """;

  private static final String FIND_ALL =
      """
      select id from task
      where type = 'pipeline' and right(id::text, 8) = ? and id >= ? and id < ?
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** None or one; more only if eight random digits were the same within a second. */
  public List<UUID> find(String tenant, JobId job) {
    return Sql.query(
        source,
        row -> row.getObject("id", UUID.class),
        FIND,
        job.digits(),
        job.first(),
        job.end(),
        tenant);
  }

  /** The same of all tenants. */
  public List<UUID> find(JobId job) {
    return Sql.query(
        source,
        row -> row.getObject("id", UUID.class),
        FIND_ALL,
        job.digits(),
        job.first(),
        job.end());
  }
}
