package org.waybill.account;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.secret.EncryptedColumn;
import org.waybill.secret.SecretEncryption;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;

/** The rows of accounts; their secrets are encrypted here. Times are the database's. */
@ApplicationScoped
class AccountStore {

  /** A new secret is a new row, so that nobody changes it who knows the old one. */
  private static final String SAVE =
      """
      insert into account as a
        (id, tenant, user_id, provider, kind, secret, scopes, expires_at)
      values (?, ?, ?, ?, ?, ?, ?, now() + nullif(?::bigint, 0) * interval '1 second')
      on conflict (tenant, user_id, provider) do update set
        id = excluded.id, kind = excluded.kind, secret = excluded.secret,
        scopes = excluded.scopes, expires_at = excluded.expires_at, state = 'connected',
        version = a.version + 1, refresh_until = null, created_at = now(), used_at = null
      """;

  private static final String OF_OWNER =
      "select * from account where tenant = ? and user_id = ? order by provider";

  /** Says whether the token has ended, and whether it will within the margin. */
  private static final String OPEN =
      """
      select a.*, expires_at <= now() as is_over,
        expires_at <= now() + ? * interval '1 second' as is_due
      from account a where tenant = ? and user_id = ? and provider = ?
      """;

  private static final String LEASE =
      """
      update account set refresh_until = now() + ? * interval '1 millisecond'
      where id = ? and version = ? and state = 'connected'
        and (refresh_until is null or refresh_until <= now())
      """;

  private static final String RENEW =
      """
      update account set secret = ?, scopes = coalesce(?, scopes), version = version + 1,
        expires_at = now() + nullif(?::bigint, 0) * interval '1 second', refresh_until = null
      where id = ? and version = ?
      """;

  private static final String USED =
      """
      update account set used_at = now()
      where id = ? and (used_at is null or used_at < now() - interval '1 minute')
      """;

  /** The refresh begins so long before the token ends. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private SecretEncryption secrets;

  /**
   * An account with its secret.
   *
   * @param isOver the access token has ended
   * @param isDue it has, or will soon
   */
  record Opened(Account account, JsonObject secret, boolean isOver, boolean isDue) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Opened[" + account.id() + "]";
    }
  }

  /**
   * Stores a secret in place of the one that there is.
   *
   * @param seconds until it ends; 0: unknown
   */
  void save(Owner owner, Provider provider, JsonObject secret, String scopes, long seconds) {
    UUID id = UuidV7.next();
    Sql.update(
        durable,
        SAVE,
        id,
        owner.tenant(),
        owner.userId(),
        provider.name(),
        provider.kind().label(),
        secrets.encrypt(EncryptedColumn.ACCOUNT_SECRET, id, secret.toString()),
        scopes,
        seconds);
  }

  List<Account> list(Owner owner) {
    return Sql.query(durable, AccountStore::read, OF_OWNER, owner.tenant(), owner.userId());
  }

  /**
   * @throws org.waybill.secret.UnreadableSecret if it cannot be decrypted
   */
  Optional<Opened> open(Owner owner, String provider) {
    return Sql.query(
            durable,
            this::opened,
            OPEN,
            MARGIN.toSeconds(),
            owner.tenant(),
            owner.userId(),
            provider)
        .stream()
        .findFirst();
  }

  boolean delete(Owner owner, String provider) {
    return Sql.update(
            durable,
            "delete from account where tenant = ? and user_id = ? and provider = ?",
            owner.tenant(),
            owner.userId(),
            provider)
        > 0;
  }

  /** Whether this node may refresh the token now; for so long no other one may. */
  boolean lease(Account account, Duration time) {
    return Sql.update(durable, LEASE, time.toMillis(), account.id(), account.version()) > 0;
  }

  void endLease(Account account) {
    Sql.update(
        durable,
        "update account set refresh_until = null where id = ? and version = ?",
        account.id(),
        account.version());
  }

  /** Stores what a refresh gave, unless the account was connected anew or removed meanwhile. */
  void renew(Account account, JsonObject secret, Tokens tokens) {
    Sql.update(
        durable,
        RENEW,
        secrets.encrypt(EncryptedColumn.ACCOUNT_SECRET, account.id(), secret.toString()),
        tokens.scopes(),
        tokens.seconds(),
        account.id(),
        account.version());
  }

  /** The provider does not take this secret any more. */
  void expire(UUID account, int version) {
    Sql.update(
        durable,
        "update account set state = 'expired', refresh_until = null where id = ? and version = ?",
        account,
        version);
  }

  void used(UUID account) {
    Sql.update(durable, USED, account);
  }

  private Opened opened(ResultSet row) throws SQLException {
    Account account = read(row);
    String text =
        secrets.decrypt(EncryptedColumn.ACCOUNT_SECRET, account.id(), row.getString("secret"));
    return new Opened(
        account,
        Json.read(text).asJsonObject(),
        row.getBoolean("is_over"),
        row.getBoolean("is_due"));
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getObject("id", UUID.class),
        new Owner(row.getString("tenant"), row.getString("user_id")),
        row.getString("provider"),
        AccountKind.find(row.getString("kind")).orElseThrow(),
        row.getString("scopes"),
        row.getString("state").equals("connected"),
        Sql.instant(row, "expires_at"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "used_at"),
        row.getInt("version"));
  }
}
