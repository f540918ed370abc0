package org.waybill.model;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.config.ModelSettings;
import org.waybill.config.Settings;
import org.waybill.owner.Owner;
import org.waybill.service.Supervisor;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * What users and tenants may spend on models on a day of UTC. The most that a call can cost is
 * reserved before it is made, and settled by what it did cost: calls at the same time cannot go
 * over the budget together, on whatever nodes.
 */
@ApplicationScoped
public class ModelBudgets {

  /** No call takes longer; see {@link ModelConnection#read}. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(35);

  private static final Duration CLEANUP = Duration.ofHours(1);

  private static final String LOCK =
      """
      insert into model_budget (day, tenant, user_id)
      values ((now() at time zone 'UTC')::date, ?, ?)
      on conflict (day, tenant, user_id) do update set spent = model_budget.spent
      returning day::text as day, spent
      """;

  private static final String RESERVED =
      """
      select coalesce(sum(amount), 0) as amount from model_reservation
      where day = ?::date and tenant = ? and user_id = ? and expires_at > now()
      """;

  private static final String RESERVE =
      """
      insert into model_reservation (id, day, tenant, user_id, amount, expires_at)
      values (?, ?::date, ?, ?, ?, now() + ? * interval '1 millisecond')
      """;

  private static final String SETTLE =
      """
      with gone as (
        delete from model_reservation where id = ? and day = ?::date and tenant = ?
          and user_id = any(?::text[])
      )
      update model_budget set spent = spent + ?
      where day = ?::date and tenant = ? and user_id = any(?::text[])
      """;

  private static final String OLD =
      """
      with reservations as (delete from model_reservation where expires_at < now())
      delete from model_budget where day < (now() at time zone 'UTC')::date - 7
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  @Inject private Settings settings;
  @Inject private Supervisor supervisor;

  /** A limit for a user, or for a whole tenant. */
  private record Limit(String userId, BigDecimal most, String setting) {}

  /**
   * What is reserved for a call.
   *
   * @param id null if there is no budget
   */
  record Reservation(UUID id, String day, Owner owner) {}

  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
    supervisor.every(CLEANUP, "model-budgets", this::cleanUp);
  }

  void cleanUp() {
    Sql.update(source, OLD);
  }

  /**
   * Reserves the most that a call can cost.
   *
   * @throws ModelFailure.OverBudget if that is more than is left
   */
  Reservation reserve(Owner owner, BigDecimal most) {
    List<Limit> limits = limits(owner);
    if (limits.isEmpty()) {
      return new Reservation(null, null, owner);
    }
    UUID id = UUID.randomUUID();
    String day =
        Sql.inTransaction(source, connection -> reserve(connection, owner, limits, id, most));
    return new Reservation(id, day, owner);
  }

  /** The tenant's first: all lock in this order. */
  private List<Limit> limits(Owner owner) {
    List<Limit> limits = new ArrayList<>();
    Optional<BigDecimal> ofTenant = settings.get(ModelSettings.TENANT_BUDGET);
    ofTenant.ifPresent(most -> limits.add(new Limit("", most, ModelSettings.TENANT_BUDGET.env())));
    Optional<BigDecimal> ofUser = settings.get(ModelSettings.USER_BUDGET);
    ofUser.ifPresent(
        most -> limits.add(new Limit(owner.userId(), most, ModelSettings.USER_BUDGET.env())));
    return limits;
  }

  private static String reserve(
      Connection connection, Owner owner, List<Limit> limits, UUID id, BigDecimal most)
      throws SQLException {
    String day = null;
    for (Limit limit : limits) {
      record Spent(String day, BigDecimal amount) {}
      Spent spent =
          Sql.query(
                  connection,
                  row -> new Spent(row.getString("day"), row.getBigDecimal("spent")),
                  LOCK,
                  owner.tenant(),
                  limit.userId())
              .get(0);
      day = spent.day();
      BigDecimal reserved =
          Sql.query(
                  connection,
                  row -> row.getBigDecimal("amount"),
                  RESERVED,
                  day,
                  owner.tenant(),
                  limit.userId())
              .get(0);
      if (spent.amount().add(reserved).add(most).compareTo(limit.most()) > 0) {
        throw new ModelFailure.OverBudget(
            "The day's budget for language models is used up (%s); it is %s, of which %s is spent"
                    .formatted(
                        limit.setting(),
                        limit.most().toPlainString(),
                        spent.amount().toPlainString())
                + " or reserved by calls under way.");
      }
    }
    for (Limit limit : limits) {
      Sql.update(
          connection,
          RESERVE,
          id,
          day,
          owner.tenant(),
          limit.userId(),
          most,
          LONGEST_CALL.toMillis());
    }
    return day;
  }

  /** What the call did cost takes the place of what was reserved. */
  void settle(Reservation reservation, BigDecimal cost) {
    if (reservation.id() != null) {
      String tenant = reservation.owner().tenant();
      ArrayParameter users =
          ArrayParameter.texts(List.of("", reservation.owner().userId()), each -> each);
      Sql.update(
          source,
          SETTLE,
          reservation.id(),
          reservation.day(),
          tenant,
          users,
          cost,
          reservation.day(),
          tenant,
          users);
    }
  }
}
