package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.waybill.security.TokenValidity;
import org.waybill.sql.DatabaseException;

/**
 * Closes streams and WebSockets whose token has expired or was revoked on any node: one statement
 * for all tokens with an open connection here.
 */
@ApplicationScoped
public class TokenRecheck {

  static final String REASON = "the API token is no longer valid";

  private static final UUID NO_TOKEN = new UUID(0, 0);
  private static final Logger LOG = Logger.getLogger(TokenRecheck.class.getName());

  @Inject private SubscriberRegistry subscriberRegistry;
  @Inject private TokenValidity validity;

  /** Called every few seconds. */
  public void runOnce() {
    Set<UUID> ended;
    try {
      ended = validity.ended(tokens());
    } catch (DatabaseException e) {
      LOG.log(Level.FINE, "Could not recheck the tokens of open connections; retrying", e);
      return;
    }
    if (!ended.isEmpty()) {
      subscriberRegistry.all().filter(each -> ended.contains(tokenOf(each))).forEach(this::close);
    }
  }

  private Set<UUID> tokens() {
    return subscriberRegistry
        .all()
        .map(TokenRecheck::tokenOf)
        .filter(token -> !token.equals(NO_TOKEN))
        .collect(Collectors.toSet());
  }

  private static UUID tokenOf(Subscriber subscriber) {
    UUID token = subscriber.caller().token();
    return token == null ? NO_TOKEN : token;
  }

  private void close(Subscriber subscriber) {
    subscriberRegistry.remove(subscriber);
    try {
      subscriber.close(REASON);
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "The connection was already closed", e);
    }
  }
}
