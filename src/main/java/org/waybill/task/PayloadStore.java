package org.waybill.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Stores inputs and outputs that are too large for the rows of their tasks in {@code task_payload}
 * (a claim check: the row keeps the size), in the transaction that writes the row. Small values
 * cost no statement.
 */
public final class PayloadStore {

  /** The most bytes, in UTF-8, of an input or output that is stored in the row of its task. */
  public static final int LARGEST_IN_ROW = 65_536;

  private static final int MOST_BYTES_OF_A_CHARACTER = 3;

  private static final String INSERT_INPUTS =
      "insert into task_payload (task_id, input) select * from unnest(?::uuid[], ?::text[])";

  private static final String UPSERT_OUTPUTS =
      """
      insert into task_payload as p (task_id, output)
      select * from unnest(?::uuid[], ?::text[]) order by 1
      on conflict (task_id) do update set output = excluded.output
      """;

  private PayloadStore() {}

  /** SQL: the input of the row of {@code task} with this alias, wherever it is stored. */
  public static String inputOf(String row) {
    return valueOf(row, "input");
  }

  /** SQL: the output of the row of {@code task} with this alias, wherever it is stored. */
  public static String outputOf(String row) {
    return valueOf(row, "output");
  }

  /** Looked up only where the row has no value, and only if the row says that there is one. */
  private static String valueOf(String row, String column) {
    return """
        coalesce(%1$s.%2$s, (select p.%2$s from task_payload p
          where %1$s.%2$s_bytes is not null and p.task_id = %1$s.id))"""
        .formatted(row, column);
  }

  /** Whether this value is stored apart from the row. */
  static boolean isLarge(String value) {
    return bytesIfLarge(value) != null;
  }

  /** The value if it is stored in the row, else null. */
  static String inRow(String value) {
    return isLarge(value) ? null : value;
  }

  /** Its size in UTF-8 if it is stored apart from the row, else null. */
  static Integer bytesIfLarge(String value) {
    if (value == null || value.length() <= LARGEST_IN_ROW / MOST_BYTES_OF_A_CHARACTER) {
      return null;
    }
    int bytes = bytes(value);
    return bytes > LARGEST_IN_ROW ? bytes : null;
  }

  private static int bytes(String value) {
    int bytes = value.length();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        // Two of a pair of surrogates make four bytes together.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  static void storeInputs(Connection connection, List<NewTask> tasks) throws SQLException {
    List<NewTask> large = tasks.stream().filter(task -> isLarge(task.work().input())).toList();
    if (!large.isEmpty()) {
      Sql.update(
          connection,
          INSERT_INPUTS,
          ArrayParameter.uuids(large, NewTask::id),
          ArrayParameter.texts(large, task -> task.work().input()));
    }
  }

  static void storeOutputs(Connection connection, List<AttemptResult> written) throws SQLException {
    List<AttemptResult> large =
        written.stream().filter(result -> isLarge(result.output())).toList();
    if (!large.isEmpty()) {
      Sql.update(
          connection,
          UPSERT_OUTPUTS,
          ArrayParameter.uuids(large, result -> result.claim().task().id()),
          ArrayParameter.texts(large, AttemptResult::output));
    }
  }
}
