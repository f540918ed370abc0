package org.waybill.reply;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.waybill.json.JsonObjectWriter;
import org.waybill.messaging.ReplyTo;

/**
 * A reply that is due.
 *
 * @param json its text
 */
record Reply(UUID id, ReplyTo to, String correlationId, String json) {

  /**
   * @param forms for tasks whose replies have a format of their own
   */
  static Reply of(ResultSet row, Iterable<ReplyFormat> forms) throws SQLException {
    String body = row.getString("body");
    return new Reply(
        row.getObject("id", UUID.class),
        new ReplyTo(ReplyTo.Kind.of(row.getString("kind")), row.getString("destination")),
        row.getString("correlation_id"),
        body == null ? endOf(row, forms) : body);
  }

  private static String endOf(ResultSet row, Iterable<ReplyFormat> forms) throws SQLException {
    for (ReplyFormat form : forms) {
      if (form.type().equals(row.getString("type"))) {
        return form.text(
            row.getString("status"), row.getString("output"), row.getString("task_error"));
      }
    }
    return new JsonObjectWriter(new StringBuilder())
        .text("taskId", row.getString("about"))
        .text("status", row.getString("status"))
        .text("correlationId", row.getString("correlation_id"))
        .json("output", row.getString("output"))
        .text("error", row.getString("task_error"))
        .end()
        .toString();
  }
}
