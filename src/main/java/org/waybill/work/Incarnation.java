package org.waybill.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.sql.DatabaseFailure;
import org.waybill.sql.Sql;
import org.waybill.task.Ids;

/**
 * This life of this process: its id, the advisory lock that PostgreSQL frees the moment it is gone,
 * and its heartbeat.
 */
@ApplicationScoped
public class Incarnation {

  private static final Logger LOG = Logger.getLogger(Incarnation.class.getName());

  /** Dead: its lock is free and the database has been up long enough to know; or no heartbeat. */
  private static final String DEAD =
      """
      select w.id from worker w
      where w.id <> ? and (
        w.heartbeat_at < now() - ? * interval '1 millisecond'
        or (now() - pg_postmaster_start_time() > ? * interval '1 millisecond'
            and not exists (select from pg_locks l where l.locktype = 'advisory'
              and l.objsubid = 1 and l.classid = ((w.lock_key >> 32) & 4294967295)::oid
              and l.objid = (w.lock_key & 4294967295)::oid and l.granted)))
      """;

  private static final String BEAT =
      """
      insert into worker (id, node, lock_key) values (?, ?, ?)
      on conflict (id) do update set heartbeat_at = now()
      """;

  private final UUID id = Ids.next();
  private final CountDownLatch living = new CountDownLatch(1);
  private String node;
  private Connection holder;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  @Inject private Settings settings;

  public UUID id() {
    return id;
  }

  /** The name people know this process by. */
  public synchronized String node() {
    if (node == null) {
      node = settings.get(Knobs.NODE).orElseGet(Incarnation::hostAndProcess);
    }
    return node;
  }

  /** Waits until the first heartbeat: what runs before it would look like a dead worker's. */
  void awaitLife() throws InterruptedException {
    living.await();
  }

  /** Says that this process lives, and takes its lock (again, if the database lost it). */
  public synchronized void beat() {
    try {
      hold();
      Sql.update(relaxed, BEAT, id, node(), lockKey());
      living.countDown();
    } catch (SQLException | DatabaseFailure e) {
      LOG.log(Level.WARNING, "No heartbeat: {0}", e.getMessage());
      release();
    }
  }

  /** The workers that are known to be dead. */
  public List<UUID> dead() {
    long lease = settings.get(Knobs.WORKER_LEASE).toMillis();
    return Sql.query(relaxed, row -> row.getObject("id", UUID.class), DEAD, id, lease, lease);
  }

  /** Forgets a dead worker whose tasks have been taken back. */
  public void forget(UUID worker) {
    Sql.update(relaxed, "delete from worker where id = ?", worker);
  }

  /** Lets go of the lock, at an orderly end. */
  public synchronized void end() {
    release();
  }

  private long lockKey() {
    return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
  }

  private void hold() throws SQLException {
    if (holder != null && holder.isValid(2)) {
      return;
    }
    release();
    holder = relaxed.getConnection();
    boolean locked =
        Sql.query(holder, row -> row.getBoolean(1), "select pg_try_advisory_lock(?)", lockKey())
            .get(0);
    if (!locked) {
      throw new SQLException("the lock of this process is still held by its former connection");
    }
  }

  private void release() {
    Connection old = holder;
    holder = null;
    if (old != null) {
      try (old) {
        Sql.query(old, row -> true, "select pg_advisory_unlock_all()");
      } catch (SQLException e) {
        LOG.log(Level.FINE, "The lock went with its connection", e);
      }
    }
  }

  private static String hostAndProcess() {
    String process = Long.toString(ProcessHandle.current().pid());
    try {
      return InetAddress.getLocalHost().getHostName() + "-" + process;
    } catch (UnknownHostException e) {
      return "node-" + process;
    }
  }
}
