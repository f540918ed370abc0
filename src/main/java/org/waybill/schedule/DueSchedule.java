package org.waybill.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.waybill.sql.Sql;

/** A schedule that this node has in hand, and the database's time. */
record DueSchedule(Schedule schedule, Instant now) {

  static DueSchedule of(ResultSet row) throws SQLException {
    return new DueSchedule(Schedule.of(row), Sql.instant(row, "at"));
  }
}
