package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Reads the unfinished tasks of a schedule. */
@ApplicationScoped
public class UnfinishedScheduledTasks {

  private static final String OPEN =
      """
      select schedule_id, id from task
      where schedule_id = any(?::text[]) and status in ('queued', 'processing', 'input_required')
      order by id
      """;

  /** The ids of those tasks, by schedule, as a transaction sees them. */
  public Map<UUID, List<UUID>> ofSchedules(Connection connection, Collection<UUID> schedules)
      throws SQLException {
    Map<UUID, List<UUID>> open = new HashMap<>();
    Sql.query(
        connection,
        row ->
            open.computeIfAbsent(
                    UUID.fromString(row.getString("schedule_id")), id -> new ArrayList<>())
                .add(row.getObject("id", UUID.class)),
        OPEN,
        ArrayParameter.texts(schedules, UUID::toString));
    return open;
  }
}
