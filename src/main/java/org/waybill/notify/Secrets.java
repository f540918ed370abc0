package org.waybill.notify;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** Each user's secret for the callbacks of single tasks. */
@ApplicationScoped
public class Secrets {

  /**
   * The update that changes nothing makes the row readable for the transaction that lost the race.
   */
  private static final String OF =
      """
      insert into webhook_secret (tenant, user_id, secret) values (?, ?, ?)
      on conflict (tenant, user_id) do update set user_id = excluded.user_id
      returning secret, old_secret, old_secret_until
      """;

  private static final String ROTATE =
      """
      insert into webhook_secret as s (tenant, user_id, secret) values (?, ?, ?)
      on conflict (tenant, user_id) do update set secret = excluded.secret,
        old_secret = s.secret, old_secret_until = now() + ? * interval '1 millisecond'
      returning secret, old_secret, old_secret_until
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** Made when it is first asked for. */
  public Secret of(String tenant, String userId) {
    return Sql.query(durable, Secrets::secret, OF, tenant, userId, Secret.fresh()).get(0);
  }

  /** A new one; the former signs as well for this long. */
  public Secret rotate(String tenant, String userId, Duration overlap) {
    return Sql.query(
            durable, Secrets::secret, ROTATE, tenant, userId, Secret.fresh(), overlap.toMillis())
        .get(0);
  }

  static Secret secret(ResultSet row) throws SQLException {
    return new Secret(
        row.getString("secret"), row.getString("old_secret"), Sql.instant(row, "old_secret_until"));
  }
}
