package org.waybill.worker;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.Sql;
import org.waybill.task.OrphanRecovery;
import org.waybill.task.UuidV7;
import org.waybill.time.Ticker;
import org.waybill.type.TaskTypes;

/**
 * The identity and liveness of this process: its worker id, the advisory lock that PostgreSQL frees
 * as soon as the process ends, and its heartbeat.
 */
@ApplicationScoped
public class WorkerLease {

  private static final Logger LOG = Logger.getLogger(WorkerLease.class.getName());

  /**
   * The rows of the other workers. A free lock is conclusive only if the database has been up long
   * enough for its worker to take it again. A worker that is lost and still has tasks, or claimed
   * some when it resumed, is checked again.
   */
  private static final String OTHERS =
      """
      select w.id, w.host, w.pid, w.process_start, w.ended, w.heartbeat_at,
        w.heartbeat_at < now() - ?::int8 * interval '1 millisecond' as late,
        w.heartbeat_at < now() - ?::int8 * interval '1 millisecond' as very_late,
        now() - pg_postmaster_start_time() > ?::int8 * interval '1 millisecond' as settled,
        not exists (select from pg_locks l where l.locktype = 'advisory'
          and l.objsubid = 1 and l.classid = ((w.lock_key >> 32) & 4294967295)::oid
          and l.objid = (w.lock_key & 4294967295)::oid and l.granted) as free
      from worker w
      where w.id <> ? and (w.lost_at is null or exists (
        select from task t where t.worker = w.id and t.status = 'processing'))
      """;

  private static final String BEAT =
      """
      with was as (select lost_at from worker where id = ?)
      insert into worker (id, node, lock_key, host, pid, process_start, types)
      values (?, ?, ?, ?, ?, ?, ?::text[])
      on conflict (id) do update set heartbeat_at = now(), lost_at = null
      returning (select lost_at is not null from was) as returned
      """;

  private static final int VERY_LATE = 10;

  private final UUID id = UuidV7.next();
  private final CountDownLatch living = new CountDownLatch(1);
  private String node;
  private Connection holder;

  /** Since when the session has been ours that asks for the locks of others. */
  private long heldSince;

  private long lastLook;
  private final HeartbeatSilence heartbeatSilence = new HeartbeatSilence();
  private final Optional<HostProcess> process = HostProcess.own();

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  @Inject private Settings settings;
  @Inject private OrphanRecovery orphanRecovery;
  @Inject private TaskTypes types;
  @Inject private Ticker ticker;

  @PostConstruct
  void begin() {
    lastLook = ticker.nanos();
  }

  public UUID id() {
    return id;
  }

  /** The name people know this process by. */
  public synchronized String node() {
    if (node == null) {
      node = settings.get(KnownSettings.NODE).orElseGet(WorkerLease::hostAndProcess);
    }
    return node;
  }

  /**
   * Waits for the first heartbeat: attempts that run before it would look like those of a dead
   * worker.
   */
  void awaitLife() throws InterruptedException {
    living.await();
  }

  /** Sends a heartbeat, and takes its lock (again, if the database lost it). */
  public synchronized void beat() {
    try {
      hold();
      boolean returned =
          Sql.query(
                  relaxed,
                  row -> row.getBoolean("returned"),
                  BEAT,
                  id,
                  id,
                  node(),
                  lockKey(),
                  process.map(HostProcess::host).orElse(null),
                  process.map(HostProcess::pid).orElse(null),
                  process.map(HostProcess::start).orElse(null),
                  ArrayParameter.texts(types.handled(), type -> type))
              .get(0);
      living.countDown();
      if (returned) {
        int tasks = orphanRecovery.acquit(id);
        LOG.log(
            Level.WARNING,
            "This worker was considered lost but is alive; {0} tasks are not counted as crashed",
            tasks);
      }
    } catch (SQLException | DatabaseException e) {
      LOG.log(Level.WARNING, "Heartbeat failed, retrying: {0}", e.getMessage());
      release();
    }
  }

  /**
   * The workers whose tasks are to run elsewhere: their process has ended, or they have sent no
   * heartbeat for the lease. Checked by the session that holds this process's own lock: a session
   * that was terminated with all others cannot conclude that their locks are free.
   */
  public synchronized List<LostWorker> losses() {
    long lease = settings.get(KnownSettings.WORKER_LEASE).toMillis();
    try {
      hold();
      Duration sinceLast = Duration.ofNanos(ticker.nanos() - lastLook);
      boolean witness = ticker.nanos() - heldSince > TimeUnit.MILLISECONDS.toNanos(lease);
      List<OtherWorker> others =
          Sql.query(holder, OtherWorker::of, OTHERS, lease, VERY_LATE * lease, lease, id);
      lastLook = ticker.nanos();
      heartbeatSilence.refresh(sinceLast);
      heartbeatSilence.keep(others.stream().map(OtherWorker::id).collect(Collectors.toSet()));
      List<LostWorker> losses = new ArrayList<>();
      for (OtherWorker otherWorker : others) {
        Duration silent = heartbeatSilence.of(otherWorker.id(), otherWorker.heartbeat());
        otherWorker.loss(process, witness, silent.toMillis() >= lease).ifPresent(losses::add);
      }
      return losses;
    } catch (SQLException e) {
      release();
      throw DatabaseException.of(e);
    }
  }

  /** Records that a worker's tasks have been taken back. Its row is kept: it may resume. */
  public void markLost(UUID worker) {
    Sql.update(relaxed, "update worker set lost_at = now() where id = ?", worker);
  }

  /** Deletes workers that have sent no heartbeat for a day. */
  public void forgetLongLost() {
    Sql.update(relaxed, "delete from worker where lost_at < now() - interval '1 day'");
  }

  /** Releases the lock at a clean shutdown: tasks that still run are not charged with a crash. */
  public synchronized void end() {
    if (holder != null) {
      try {
        Sql.update(holder, "update worker set ended = true where id = ?", id);
      } catch (SQLException e) {
        LOG.log(Level.FINE, "Could not record the clean shutdown of this worker", e);
      }
    }
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
    heldSince = ticker.nanos();
    boolean locked =
        Sql.query(holder, row -> row.getBoolean(1), "select pg_try_advisory_lock(?)", lockKey())
            .get(0);
    if (!locked) {
      throw new SQLException("the lock of this worker is still held by its previous connection");
    }
  }

  private void release() {
    Connection old = holder;
    holder = null;
    if (old != null) {
      try (old) {
        Sql.query(old, row -> true, "select pg_advisory_unlock_all()");
      } catch (SQLException e) {
        LOG.log(Level.FINE, "The lock was released with its connection", e);
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
