package org.waybill.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.security.TokenValidity;
import org.waybill.sql.DatabaseFailure;

/**
 * Closes streams and sockets whose token has ended, on whichever node it was revoked: one statement
 * for all tokens that have a connection open here.
 */
@ApplicationScoped
public class TokenRecheck {

  static final String REASON = "the API token is no longer valid";

  private static final Logger LOG = Logger.getLogger(TokenRecheck.class.getName());

  @Inject private Listeners listeners;
  @Inject private TokenValidity validity;

  /** Called every few seconds. */
  public void round() {
    Set<UUID> ended;
    try {
      ended = validity.ended(listeners.tokens());
    } catch (DatabaseFailure e) {
      LOG.log(Level.FINE, "Open connections keep their right until the database answers", e);
      return;
    }
    if (!ended.isEmpty()) {
      listeners.of(ended).forEach(this::close);
    }
  }

  private void close(Listener listener) {
    listeners.remove(listener);
    try {
      listener.close(REASON);
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "It was closed already", e);
    }
  }
}
