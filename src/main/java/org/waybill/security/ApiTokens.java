package org.waybill.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.limit.Allowance;
import org.waybill.limit.Resource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** API tokens: made once, shown once, kept as hashes. */
@ApplicationScoped
public class ApiTokens {

  /** A token's entry; the token itself is not kept. */
  public record Entry(
      UUID id,
      String tenant,
      String userId,
      CallerRole role,
      String name,
      Instant createdAt,
      Instant expiresAt) {}

  /** A new token: the only time that its text is seen. */
  public record Made(UUID id, String text) {}

  private record Known(Caller caller, Instant until) {}

  private static final String PREFIX = "wb_";
  private static final int MOST_KNOWN = 10_000;
  private static final String FIND =
      """
      select id, tenant, user_id, role, expires_at from api_token
      where token_hash = ? and revoked_at is null and (expires_at is null or expires_at > now())
        and tenant <> '*' and user_id <> '*'
      """;

  private static final String INSERT =
      """
      insert into api_token (id, token_hash, tenant, user_id, role, name, expires_at)
      values (?, ?, ?, ?, ?, ?, now() + ?::int8 * interval '1 millisecond')
      """;

  private static final String INSERT_FOR_CAMERA =
      """
      insert into api_token (id, token_hash, tenant, user_id, role, name, camera_id)
      values (?, ?, ?, ?, 'device', ?, ?)
      """;

  /** So that of two new tokens at once the one before is revoked, too. */
  private static final String LOCK_CAMERA = "select 1 from camera where id = ? for update";

  private static final String REVOKE_OF_CAMERA =
      "update api_token set revoked_at = now() where camera_id = ? and revoked_at is null";

  private static final String LIST =
      """
      select id, tenant, user_id, role, name, created_at, expires_at from api_token
      where (?::text is null or tenant = ?) and revoked_at is null order by id
      """;

  /** Whoever acts in one tenant only does not take a token from one who acts in all. */
  private static final String REVOKE =
      """
      update api_token set revoked_at = now()
      where id = ? and revoked_at is null and (?::text is null or tenant = ? and role <> 'admin')
      returning tenant, user_id
      """;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  @jakarta.annotation.Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Settings settings;
  @Inject private Allowance allowance;
  @Inject private Clock clock;

  /**
   * Whose token this is, or empty if it is none (any more).
   *
   * @throws org.waybill.sql.DatabaseException if the database cannot be asked
   */
  public Optional<Caller> callerOf(String token) {
    Instant now = clock.instant();
    Known remembered = known.get(token);
    if (remembered != null && remembered.until().isAfter(now)) {
      return Optional.of(remembered.caller());
    }
    Optional<Known> found = find(token, now.plus(settings.get(KnownSettings.TOKEN_CACHE)));
    if (found.isEmpty()) {
      known.remove(token);
      return Optional.empty();
    }
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.put(token, found.get());
    return Optional.of(found.get().caller());
  }

  /** Makes a token. */
  public Made make(Caller whose, String name, Duration validity) {
    String text = newText();
    UUID id = UUID.randomUUID();
    Sql.inTransaction(
        durable,
        connection -> {
          allowance.ask(connection, Resource.TOKENS, whose.tenant(), whose.userId(), 1);
          return Sql.update(
              connection,
              INSERT,
              id,
              hash(text),
              whose.tenant(),
              whose.userId(),
              whose.role().name().toLowerCase(Locale.ROOT),
              name,
              validity == null ? null : validity.toMillis());
        });
    return new Made(id, text);
  }

  /**
   * Makes the token of a camera's device; the one that it had is revoked.
   *
   * @param owner whose camera it is
   * @return empty if the camera is no longer there
   */
  public Optional<Made> makeForCamera(Owner owner, UUID camera, String name) {
    String text = newText();
    UUID id = UUID.randomUUID();
    boolean isThere =
        Sql.inTransaction(
            durable,
            connection -> {
              if (Sql.query(connection, row -> true, LOCK_CAMERA, camera).isEmpty()) {
                return false;
              }
              Sql.update(connection, REVOKE_OF_CAMERA, camera);
              allowance.ask(connection, Resource.TOKENS, owner.tenant(), owner.userId(), 1);
              Sql.update(
                  connection,
                  INSERT_FOR_CAMERA,
                  id,
                  hash(text),
                  owner.tenant(),
                  owner.userId(),
                  name,
                  camera);
              return true;
            });
    known.clear();
    return isThere ? Optional.of(new Made(id, text)) : Optional.empty();
  }

  /** The camera whose device calls; empty for any other caller. */
  public Optional<UUID> cameraOf(Caller device) {
    return Sql.query(
            durable,
            row -> row.getObject("camera_id", UUID.class),
            "select camera_id from api_token where id = ? and camera_id is not null",
            device.token())
        .stream()
        .findFirst();
  }

  private String newText() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The tokens of a tenant, or of all (null), that are not revoked. */
  public List<Entry> list(String tenant) {
    return Sql.query(
        durable,
        row ->
            new Entry(
                row.getObject("id", UUID.class),
                row.getString("tenant"),
                row.getString("user_id"),
                CallerRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at")),
        LIST,
        tenant,
        tenant);
  }

  /**
   * Revokes a token; other nodes may believe it for {@link KnownSettings#TOKEN_CACHE} more.
   *
   * @param tenant whose it must be, or null for any
   * @return whose it was; empty if there is no such token
   */
  public Optional<String> revoke(String tenant, UUID id) {
    Optional<String> revoked =
        Sql.query(
                durable,
                row -> row.getString("tenant") + "/" + row.getString("user_id"),
                REVOKE,
                id,
                tenant,
                tenant)
            .stream()
            .findFirst();
    known.clear();
    return revoked;
  }

  /** Believes no token any more without asking the database. */
  void forget() {
    known.clear();
  }

  /** Whether there is any token at all. */
  boolean none() {
    return Sql.query(durable, row -> true, "select 1 from api_token limit 1").isEmpty();
  }

  private Optional<Known> find(String token, Instant until) {
    return Sql.query(
            durable,
            row -> {
              CallerRole role = CallerRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT));
              Caller caller =
                  new Caller(
                      row.getString("tenant"),
                      row.getString("user_id"),
                      role,
                      row.getObject("id", UUID.class));
              Instant expires = Sql.instant(row, "expires_at");
              boolean expiresFirst = expires != null && expires.isBefore(until);
              return new Known(caller, expiresFirst ? expires : until);
            },
            FIND,
            hash(token))
        .stream()
        .findFirst();
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
