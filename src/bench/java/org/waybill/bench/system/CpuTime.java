package org.waybill.bench.system;

import java.sql.SQLException;
import java.time.Duration;

/**
 * CPU a system has used so far: its JVM and the whole of PostgreSQL. Unlike a rate, the difference
 * of two readings hardly depends on what else the machine does.
 */
public record CpuTime(Duration server, Duration database) {

  public static CpuTime of(Contestant system) throws SQLException {
    ProcessHandle postmaster = postmaster(system.ledger());
    Duration database =
        postmaster.children().map(CpuTime::used).reduce(used(postmaster), Duration::plus);
    return new CpuTime(ProcessHandle.of(system.pid()).map(CpuTime::used).orElseThrow(), database);
  }

  /** Both together since an earlier reading, in microseconds per task. */
  public double microsSince(CpuTime earlier, long tasks) {
    Duration spent = server.plus(database).minus(earlier.server).minus(earlier.database);
    return spent.toNanos() / 1e3 / Math.max(1, tasks);
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static ProcessHandle postmaster(Ledger ledger) throws SQLException {
    try (var connection = ledger.open();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
    }
  }
}
