package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;

/**
 * Limits how many large responses of a user are prepared and written at once: a client that does
 * not read holds the thread that writes to it, and to read and render large values costs others
 * their time.
 */
@ApplicationScoped
class LargeResponses {

  /** In characters or bytes; connections take less without holding up who writes. */
  static final int LARGE = 64 * 1024;

  /** For a client that reads slowly; Payara disconnects one that reads nothing much sooner. */
  private static final Duration TIME = Duration.ofMinutes(10);

  /** For a response that cannot be refused although its user has no slot. */
  private static final Duration SHORT_TIME = Duration.ofSeconds(1);

  private static final int RETRY_SECONDS = 2;

  private final ThreadLocal<Transfer> reserved = new ThreadLocal<>();

  @Inject private TransferSlots slots;

  /**
   * Reserves a slot for the response that the current thread prepares.
   *
   * @throws Problem 429 if there is none
   */
  void reserve(Caller caller) {
    // Of a response that was never written.
    takeReserved().ifPresent(Transfer::close);
    reserved.set(take(caller).orElseThrow(LargeResponses::tooMany));
  }

  /** What was reserved for the response of the current thread. */
  Optional<Transfer> takeReserved() {
    Optional<Transfer> transfer = Optional.ofNullable(reserved.get());
    reserved.remove();
    return transfer;
  }

  /** A slot for a response that is there already; empty if there is none. */
  Optional<Transfer> take(Caller caller) {
    return slots.takeSoon(userOf(caller), TIME);
  }

  /** For a response that says what has been done. */
  Transfer takeOrHurry(Caller caller) {
    Owner user = userOf(caller);
    return slots.take(user, TIME).orElseGet(() -> slots.unlimited(user, SHORT_TIME));
  }

  static Problem tooMany() {
    return Problem.tooMany(
        "Too many large responses are being sent; allowed: %d of one user and %d in all."
            .formatted(TransferSlots.MOST_OF_A_USER, TransferSlots.MOST),
        RETRY_SECONDS);
  }

  /** All without an identity are one user. */
  private static Owner userOf(Caller caller) {
    return caller == null ? new Owner("", "") : caller.owner();
  }
}
