package org.waybill.bench.peer;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/** Where an executed job leaves its result; the queues delete or archive theirs. */
final class Results {

  private static final String SCHEMA =
      """
      create table result (
        id           text        primary key,
        input        text,
        output       text        not null,
        started_at   timestamptz not null,
        completed_at timestamptz not null default clock_timestamp()
      )""";
  private static final String INSERT =
      "insert into result (id, input, output, started_at) values (?, ?, ?, ?)";

  private final DataSource database;

  Results(DataSource database) throws SQLException {
    this.database = database;
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(SCHEMA);
    }
  }

  /**
   * Executes a job and stores its result.
   *
   * @param keptInput the input, or null where the queue itself keeps it
   */
  void execute(String id, Job job, String keptInput) throws SQLException, InterruptedException {
    Instant started = Instant.now();
    if (job.sleepMs() > 0) {
      Thread.sleep(job.sleepMs());
    }
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, id);
      statement.setString(2, keptInput);
      statement.setString(3, job.input());
      statement.setTimestamp(4, Timestamp.from(started));
      statement.executeUpdate();
    }
  }
}
