package org.waybill.notify;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A notification that is to be sent by e-mail, and to whom. */
record Mail(Notification notification, String to, int tries) {

  static Mail of(ResultSet row) throws SQLException {
    return new Mail(Notification.of(row), row.getString("email"), row.getInt("mail_tries"));
  }

  String subject() {
    return "Waybill: " + notification.text();
  }

  String body() {
    return """
        %s.

        %s
        Since: %s
        See:   %s

        You get this because you set your address by PUT /api/notifications/settings.
        """
        .formatted(
            notification.text(),
            notification.camera() == null
                ? "Task:  " + notification.taskId()
                : "Camera: " + notification.camera().id(),
            notification.createdAt(),
            notification.path());
  }
}
