package org.waybill.worker;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.waybill.sql.Sql;

/**
 * Another worker, as seen by its row and its advisory lock.
 *
 * @param process null if unknown
 * @param ended whether it has shut down cleanly
 * @param late whether its heartbeat is older than the lease
 * @param veryLate whether it is much older
 * @param settled whether the database has been up for longer than the lease
 * @param free whether nobody holds its lock
 */
record OtherWorker(
    UUID id,
    HostProcess process,
    boolean ended,
    Instant heartbeat,
    boolean late,
    boolean veryLate,
    boolean settled,
    boolean free) {

  static OtherWorker of(ResultSet row) throws SQLException {
    String host = row.getString("host");
    return new OtherWorker(
        row.getObject("id", UUID.class),
        host == null
            ? null
            : new HostProcess(host, row.getLong("pid"), row.getLong("process_start")),
        row.getBoolean("ended"),
        Sql.instant(row, "heartbeat_at"),
        row.getBoolean("late"),
        row.getBoolean("very_late"),
        row.getBoolean("settled"),
        row.getBoolean("free"));
  }

  /**
   * Whether it is lost.
   *
   * @param own the process that checks
   * @param witness whether the session that checks is older than the lease
   * @param silent whether its heartbeat was observed to be missing for the lease
   */
  Optional<LostWorker> loss(Optional<HostProcess> own, boolean witness, boolean silent) {
    if (free && isGone(own, witness)) {
      return Optional.of(new LostWorker(id, !ended));
    }
    boolean longGone = veryLate && free && settled;
    return late && silent || longGone ? Optional.of(new LostWorker(id, false)) : Optional.empty();
  }

  /** On the same host the process itself is checked; for others there is only the lock. */
  private boolean isGone(Optional<HostProcess> own, boolean witness) {
    if (ended) {
      return true;
    }
    boolean sameHost =
        process != null && own.isPresent() && own.get().host().equals(process.host());
    return sameHost ? process.isGone() : settled && witness;
  }
}
