package org.waybill.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What an operator's slip or a bad hour does to the database. */
record DatabaseFaults(Rows rows) {

  private static final String END_ALL =
      "select pg_terminate_backend(pid) from pg_stat_activity"
          + " where pid <> pg_backend_pid() and backend_type = 'client backend'";

  void endAllSessions() throws SQLException {
    rows.run(END_ALL);
  }

  /** All sessions, the new ones, too, get this setting for a while. */
  void setting(String name, String value, Duration time) throws Exception {
    try {
      rows.run("alter database waybill set " + name + " = " + value);
      endAllSessions();
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } finally {
      rows.run("alter database waybill reset " + name);
      endAllSessions();
    }
  }

  /** Nobody reads or writes tasks meanwhile. */
  void lockTasks(Duration time) throws Exception {
    try (Connection connection = rows.open();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table task in access exclusive mode");
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
      connection.rollback();
    }
  }
}
