package org.waybill.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.waybill.sql.Sql;

/** A row changed by a guarded statement: the source of the event to publish. */
record Transition(TaskEvent event, boolean followed) {

  /**
   * What {@link #of(ResultSet)} reads, of the changed rows called {@code t}; to be completed by
   * {@code kind} and {@code data}.
   */
  static final String COLUMNS =
      TaskRef.COLUMNS + ", t.followed, t.event_seq, t.attempt, now() as at";

  static Transition of(ResultSet row) throws SQLException {
    return new Transition(
        new TaskEvent(
            TaskRef.of(row),
            row.getInt("event_seq"),
            EventKind.of(row.getString("kind")),
            Sql.instant(row, "at"),
            row.getInt("attempt"),
            row.getString("data")),
        row.getBoolean("followed"));
  }
}
