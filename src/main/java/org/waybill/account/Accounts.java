package org.waybill.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.owner.Owner;
import org.waybill.secret.NoSecretKeys;
import org.waybill.secret.UnreadableSecret;

/** The accounts that users have connected, and the credentials that their tasks use. */
@ApplicationScoped
public class Accounts {

  private static final Logger LOG = Logger.getLogger(Accounts.class.getName());

  @Inject private Providers providers;
  @Inject private AccountStore store;
  @Inject private TokenRefresh refresh;

  /** Those of a user, by the provider's name. */
  public List<Account> list(Owner owner) {
    return store.list(owner);
  }

  /**
   * Connects an account by what the user has entered, in place of the one that there is.
   *
   * @param secret {@code key} of an API key; {@code user}, {@code password} and {@code from} of
   *     SMTP
   * @throws org.waybill.secret.NoSecretKeys if nothing can be encrypted
   */
  public void connect(Owner owner, Provider provider, JsonObject secret) {
    store.save(owner, provider, secret, "", 0);
  }

  /** Removes an account with its secret; false if there is none. */
  public boolean disconnect(Owner owner, String provider) {
    return store.delete(owner, provider);
  }

  /**
   * What a tool needs to act as this user.
   *
   * @param tool that will use it
   * @throws NeedsAccount if there is none that can be used
   * @throws ProviderUnavailable if its token has ended and cannot be refreshed just now
   */
  public Credential credential(Owner owner, String providerName, String tool)
      throws NeedsAccount, ProviderUnavailable, InterruptedException {
    Provider provider =
        providers
            .find(providerName)
            .orElseThrow(
                () -> new NeedsAccount("There is no provider '" + providerName + "' of accounts."));
    if (!provider.allows(tool)) {
      throw new NeedsAccount(
          "The tool %s may not use accounts of %s.".formatted(tool, provider.name()));
    }
    AccountStore.Opened opened = open(owner, provider);
    if (!opened.account().isConnected() || opened.account().kind() != provider.kind()) {
      throw ended(provider);
    }
    store.used(opened.account().id());
    return new Credential(
        opened.account().id(), opened.account().version(), provider, opened.secret());
  }

  /**
   * The provider has refused this credential: the account is expired until it is connected anew.
   */
  public void reject(Credential credential) {
    LOG.log(
        Level.INFO,
        "Account {0} at {1} has expired: the provider refused its credential",
        new Object[] {credential.account(), credential.provider().name()});
    store.expire(credential.account(), credential.version());
  }

  private AccountStore.Opened open(Owner owner, Provider provider)
      throws NeedsAccount, ProviderUnavailable, InterruptedException {
    try {
      AccountStore.Opened opened =
          store.open(owner, provider.name()).orElseThrow(() -> missing(provider));
      return refresh.refreshed(opened, provider);
    } catch (UnreadableSecret | NoSecretKeys e) {
      LOG.log(
          Level.SEVERE,
          "The secret of the account of {0}/{1} at {2} cannot be decrypted: {3}",
          new Object[] {owner.tenant(), owner.userId(), provider.name(), e.getMessage()});
      throw new NeedsAccount(
          "The stored secret of the %s account cannot be read; connect it again."
              .formatted(provider.label()));
    }
  }

  static NeedsAccount missing(Provider provider) {
    return new NeedsAccount(
        "No %s account is connected: POST /api/accounts/%s/connect"
            .formatted(provider.label(), provider.name()));
  }

  static NeedsAccount ended(Provider provider) {
    return new NeedsAccount(
        "The %s account has expired or was revoked: POST /api/accounts/%s/connect"
            .formatted(provider.label(), provider.name()));
  }
}
