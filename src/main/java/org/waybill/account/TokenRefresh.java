package org.waybill.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.event.Publisher;
import org.waybill.time.Ticker;

/** Keeps access tokens fresh: one refresh at a time per account, over all nodes. */
@ApplicationScoped
class TokenRefresh {

  private static final Logger LOG = Logger.getLogger(TokenRefresh.class.getName());

  /** Longer than the call can take. */
  private static final Duration LEASE = TokenEndpoint.TIMEOUT.plusSeconds(5);

  private static final long PAUSE_MILLIS = 100;

  @Inject private AccountStore store;
  @Inject private TokenEndpoint endpoint;
  @Inject private Ticker ticker;
  @Inject private Publisher publisher;

  /**
   * The account with a token that is valid, or with the old one where that still is and the
   * provider is away.
   *
   * @throws ProviderUnavailable if there is no valid token just now
   * @throws NeedsAccount if there will be none any more
   */
  AccountStore.Opened refreshed(AccountStore.Opened given, Provider provider)
      throws NeedsAccount, ProviderUnavailable, InterruptedException {
    AccountStore.Opened opened = given;
    long until = ticker.nanos() + LEASE.toNanos();
    while (opened.account().isConnected() && opened.isDue()) {
      if (!opened.secret().containsKey("refresh")) {
        return endsByItself(opened, provider);
      }
      if (store.lease(opened.account(), LEASE)) {
        if (!refresh(opened, provider)) {
          return opened;
        }
      } else if (!opened.isOver()) {
        return opened;
      } else if (ticker.nanos() - until > 0) {
        throw new ProviderUnavailable(
            "The token of %s is being refreshed.".formatted(provider.name()), null);
      } else {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      opened = again(opened, provider);
    }
    return opened;
  }

  private AccountStore.Opened again(AccountStore.Opened opened, Provider provider)
      throws NeedsAccount {
    return store
        .open(opened.account().owner(), provider.name())
        .orElseThrow(() -> Accounts.missing(provider));
  }

  private AccountStore.Opened endsByItself(AccountStore.Opened opened, Provider provider)
      throws NeedsAccount {
    if (!opened.isOver()) {
      return opened;
    }
    store.expire(opened.account().id(), opened.account().version());
    throw Accounts.ended(provider);
  }

  /**
   * @return false if the token stays as it is, and is valid still
   */
  private boolean refresh(AccountStore.Opened opened, Provider provider)
      throws ProviderUnavailable, InterruptedException {
    Account account = opened.account();
    String before = opened.secret().getString("refresh");
    try {
      Tokens tokens = endpoint.refresh(provider, before);
      store.renew(account, tokens.secret(before), tokens);
      publisher.publish(new TokenRefreshed(provider.name(), true));
      return true;
    } catch (TokenRefused e) {
      publisher.publish(new TokenRefreshed(provider.name(), false));
      return refused(opened, provider, e);
    } catch (ProviderUnavailable e) {
      publisher.publish(new TokenRefreshed(provider.name(), false));
      store.endLease(account);
      return checkStillValid(opened, e);
    } catch (InterruptedException e) {
      store.endLease(account);
      throw e;
    }
  }

  /** Only that this token is not valid ends an account; a wrong configuration does not. */
  private boolean refused(AccountStore.Opened opened, Provider provider, TokenRefused refused)
      throws ProviderUnavailable {
    Account account = opened.account();
    if (refused.code().equals("invalid_grant")) {
      LOG.log(
          Level.INFO,
          "Account {0} at {1} has expired: the provider refused to refresh its token",
          new Object[] {account.id(), provider.name()});
      store.expire(account.id(), account.version());
      return true;
    }
    LOG.log(
        Level.WARNING,
        "Refreshing the token of account {0} at {1} failed: {2}",
        new Object[] {account.id(), provider.name(), refused.code()});
    store.endLease(account);
    return checkStillValid(
        opened,
        new ProviderUnavailable(
            "The token of %s cannot be refreshed (%s).".formatted(provider.name(), refused.code()),
            refused));
  }

  private static boolean checkStillValid(AccountStore.Opened opened, ProviderUnavailable e)
      throws ProviderUnavailable {
    if (opened.isOver()) {
      throw e;
    }
    return false;
  }
}
