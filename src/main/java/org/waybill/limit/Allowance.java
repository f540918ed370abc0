package org.waybill.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/**
 * Asks before something is made whether its owner may have one more. Who asks does so in the
 * transaction that makes it, and others of the same tenant wait for its end: so never more are made
 * than may be, however many ask at once.
 */
@ApplicationScoped
public class Allowance {

  private static final String WAIT = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

  @Inject private Bounds bounds;

  @jakarta.annotation.Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** How much there is of a resource that is counted by rows. */
  public long used(Resource resource, String tenant, String userId) {
    return Sql.with(durable, connection -> used(connection, resource, tenant, userId));
  }

  /**
   * @param more how much is to be added
   * @throws LimitReached if that is more than the user or the tenant may have
   */
  public void ask(Connection connection, Resource resource, String tenant, String userId, long more)
      throws SQLException {
    Sql.query(connection, row -> true, WAIT, resource.label() + "/" + tenant);
    long ofUser = bounds.ofUser(resource, tenant, userId);
    check(resource, "user", ofUser, used(connection, resource, tenant, userId), more);
    long ofTenant = bounds.ofTenant(resource, tenant);
    check(resource, "tenant", ofTenant, used(connection, resource, tenant, null), more);
  }

  private static void check(Resource resource, String scope, long limit, long used, long more) {
    if (used + more > limit) {
      throw new LimitReached(new Excess(resource.label(), scope, limit, used));
    }
  }

  private static long used(Connection connection, Resource resource, String tenant, String userId)
      throws SQLException {
    String counted = resource.counted().orElseThrow();
    return Sql.query(
            connection,
            row -> row.getLong("n"),
            counted + " and tenant = ? and (?::text is null or user_id = ?)",
            tenant,
            userId,
            userId)
        .get(0);
  }
}
