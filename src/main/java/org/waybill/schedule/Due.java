package org.waybill.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.waybill.sql.Sql;

/** A schedule that this node has in hand, and the database's time. */
record Due(Schedule schedule, Instant now) {

  static Due of(ResultSet row) throws SQLException {
    return new Due(Schedule.of(row), Sql.instant(row, "at"));
  }
}
