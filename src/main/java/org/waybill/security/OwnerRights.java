package org.waybill.security;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.waybill.config.AccessSettings;
import org.waybill.config.JmsSettings;
import org.waybill.config.Settings;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.time.Ticker;

/**
 * What the owner of something that acts by itself, such as a schedule, may do by now: whatever the
 * best of his valid tokens allows. Who calls without a token, or sends by the broker, is a user.
 */
@ApplicationScoped
public class OwnerRights {

  private static final long BELIEVED_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int MOST_KNOWN = 10_000;

  private static final String ROLES =
      """
      select role, bool_or(revoked_at is null and (expires_at is null or expires_at > now())) as valid
      from api_token where tenant = ? and user_id = ? and role <> 'device' group by role
      """;

  private record Known(Optional<CallerRole> role, long since) {}

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Settings settings;
  @Inject private Ticker ticker;

  private final Map<Owner, Known> known = new ConcurrentHashMap<>();

  /**
   * @return empty if this owner could not call any more
   * @throws org.waybill.sql.DatabaseException if the database cannot be asked
   */
  public Optional<CallerRole> of(String tenant, String userId) {
    Owner owner = new Owner(tenant, userId);
    Known remembered = known.get(owner);
    if (remembered != null && ticker.nanos() - remembered.since() < BELIEVED_NANOS) {
      return remembered.role();
    }
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    Optional<CallerRole> role = find(owner);
    known.put(owner, new Known(role, ticker.nanos()));
    return role;
  }

  /** Who never had a token did not come by one, and cannot lose it. */
  private Optional<CallerRole> find(Owner owner) {
    record Held(CallerRole role, boolean valid) {}
    List<Held> held =
        Sql.query(
            durable,
            row ->
                new Held(
                    CallerRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                    row.getBoolean("valid")),
            ROLES,
            owner.tenant(),
            owner.userId());
    Optional<CallerRole> best =
        held.stream().filter(Held::valid).map(Held::role).max(Comparator.naturalOrder());
    boolean user = best.isEmpty() && (held.isEmpty() || needsNoToken(owner));
    return user ? Optional.of(CallerRole.USER) : best;
  }

  private boolean needsNoToken(Owner owner) {
    String identity = owner.tenant() + "/" + owner.userId();
    boolean ofIngress =
        owner.tenant().equals(settings.get(JmsSettings.INGRESS_TENANT))
            && (settings.get(JmsSettings.INGRESS_BROKER_USER)
                || owner.userId().equals(settings.get(JmsSettings.INGRESS_USER)));
    return ofIngress || settings.get(AccessSettings.ANONYMOUS).filter(identity::equals).isPresent();
  }
}
