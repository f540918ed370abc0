package org.waybill.security;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Which tokens have ended since they were shown: revoked, expired, or gone. */
@ApplicationScoped
public class TokenValidity {

  private static final String ENDED =
      """
      select asked.id from unnest(?::uuid[]) as asked (id)
      where not exists (
        select 1 from api_token t where t.id = asked.id and t.revoked_at is null
          and (t.expires_at is null or t.expires_at > now()))
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private ApiTokens apiTokens;

  /**
   * Those of these tokens that have ended; this node believes them no longer.
   *
   * @throws org.waybill.sql.DatabaseException if the database cannot be asked
   */
  public Set<UUID> ended(Collection<UUID> asked) {
    if (asked.isEmpty()) {
      return Set.of();
    }
    Set<UUID> ended =
        Set.copyOf(
            Sql.query(
                durable,
                row -> row.getObject("id", UUID.class),
                ENDED,
                ArrayParameter.uuids(asked, id -> id)));
    if (!ended.isEmpty()) {
      apiTokens.forget();
    }
    return ended;
  }

  /** Whether this caller's token still counts; one without a token has none that could end. */
  public boolean isGood(Caller caller) {
    return caller.token() == null || ended(Set.of(caller.token())).isEmpty();
  }
}
