package org.waybill.account;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.secret.EncryptedColumn;
import org.waybill.secret.SecretEncryption;
import org.waybill.sql.Sql;

/**
 * Connects accounts by OAuth 2: a user begins, consents at the provider, and the provider sends the
 * browser back. Each {@code state} counts once, for a short time, in the browser that began.
 */
@ApplicationScoped
public class Connections {

  /** How long a user has for the provider's pages. */
  public static final Duration TIME = Duration.ofMinutes(10);

  private static final int MOST_OPEN = 10;

  private static final String BEGIN =
      """
      insert into account_connection
        (state, cookie, tenant, user_id, provider, verifier, redirect_uri, expires_at)
      values (?, ?, ?, ?, ?, ?, ?, now() + ? * interval '1 second')
      """;

  /** What is over, and the oldest of a user who begins too many. */
  private static final String CLEAN_UP =
      """
      delete from account_connection where expires_at <= now() or state in (
        select state from account_connection where tenant = ? and user_id = ?
        order by expires_at desc offset ?)
      """;

  private static final String TAKE =
      """
      delete from account_connection where state = ? and cookie = ? and provider = ?
      returning *, expires_at > now() as is_open
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private SecretEncryption secrets;
  @Inject private TokenEndpoint endpoint;
  @Inject private AccountStore store;

  /**
   * A connection that has begun.
   *
   * @param authorizationUrl where the user consents
   * @param cookie for the user's browser, to be sent back with the provider's answer
   */
  public record Begun(String authorizationUrl, String cookie) {}

  private record Pending(
      Owner owner, String verifier, String redirectUri, boolean isOpen, String state) {}

  /**
   * @param redirectUri of this server, as the provider knows it
   * @throws org.waybill.secret.NoSecretKeys if nothing can be encrypted
   */
  public Begun begin(Owner owner, Provider provider, String redirectUri) {
    String state = RandomText.next();
    String cookie = RandomText.next();
    String verifier = RandomText.next();
    String row = RandomText.sha256(state);
    Sql.update(durable, CLEAN_UP, owner.tenant(), owner.userId(), MOST_OPEN - 1);
    Sql.update(
        durable,
        BEGIN,
        row,
        RandomText.sha256(cookie),
        owner.tenant(),
        owner.userId(),
        provider.name(),
        secrets.encrypt(EncryptedColumn.CONNECTION_VERIFIER, row, verifier),
        redirectUri,
        TIME.toSeconds());
    return new Begun(url(provider.oauth(), state, verifier, redirectUri), cookie);
  }

  private static String url(
      Provider.Client client, String state, String verifier, String redirectUri) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", client.id());
    query.put("redirect_uri", redirectUri);
    if (!client.scopes().isEmpty()) {
      query.put("scope", String.join(" ", client.scopes()));
    }
    query.put("state", state);
    query.put("code_challenge", RandomText.sha256(verifier));
    query.put("code_challenge_method", "S256");
    String endpoint = client.authorizationEndpoint().toString();
    return endpoint + (endpoint.contains("?") ? "&" : "?") + TokenEndpoint.encode(query);
  }

  /**
   * Uses a state up, as the provider's answer does that says no.
   *
   * @return false if there is no such connection: unknown, used, over, or another browser's
   */
  public boolean cancel(Provider provider, String state, String cookie) {
    return take(provider, state, cookie).isPresent();
  }

  /**
   * Uses a state up, and connects the account of the user who began.
   *
   * @return false if there is no such connection: unknown, used, over, or another browser's
   * @throws TokenRefused if the provider does not take the code
   */
  public boolean finish(Provider provider, String state, String cookie, String code)
      throws TokenRefused, ProviderUnavailable, InterruptedException {
    Optional<Pending> taken = take(provider, state, cookie);
    if (taken.isEmpty()) {
      return false;
    }
    Pending pending = taken.get();
    String verifier =
        secrets.decrypt(EncryptedColumn.CONNECTION_VERIFIER, pending.state(), pending.verifier());
    Tokens tokens = endpoint.exchange(provider, code, verifier, pending.redirectUri());
    String scopes =
        tokens.scopes() == null ? String.join(" ", provider.oauth().scopes()) : tokens.scopes();
    store.save(pending.owner(), provider, tokens.secret(null), scopes, tokens.seconds());
    return true;
  }

  private Optional<Pending> take(Provider provider, String state, String cookie) {
    List<Pending> taken =
        Sql.query(
            durable,
            row ->
                new Pending(
                    new Owner(row.getString("tenant"), row.getString("user_id")),
                    row.getString("verifier"),
                    row.getString("redirect_uri"),
                    row.getBoolean("is_open"),
                    row.getString("state")),
            TAKE,
            RandomText.sha256(state),
            RandomText.sha256(cookie),
            provider.name());
    return taken.stream().filter(Pending::isOpen).findFirst();
  }
}
