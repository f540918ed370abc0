package org.waybill.notify;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.task.EventKind;

/** Arrays of text columns. */
final class SqlArrays {

  private SqlArrays() {}

  static Set<EventKind> of(Array labels) throws SQLException {
    return texts(labels).stream().map(EventKind::of).collect(Collectors.toSet());
  }

  /** Null stays null. */
  static List<String> texts(Array array) throws SQLException {
    return array == null ? null : Arrays.asList((String[]) array.getArray());
  }
}
