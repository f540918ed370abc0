package org.waybill.camera;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.waybill.config.CameraSettings;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.sql.Sql;

/** Notices cameras that have fallen silent, and deletes what was kept long enough. */
@ApplicationScoped
public class CameraWatch {

  /** Of one camera; older ones are deleted. */
  public static final int MOST_EVENTS = 500;

  private static final int PAGE = 500;

  private static final String SILENT =
      """
      with silent as (
        update camera set states = array_append(states, 'silent')
        where id in (
          select id from camera where silent_at < now() and not 'silent' = any(states)
          for update skip locked)
        returning id)
      insert into camera_event (camera_id, kind) select id, 'silent_started' from silent
      returning kind
      """;

  private static final String OLD_FRAMES =
      """
      delete from camera_frame where id in (
        select id from camera_frame
        where status <> 'waiting' and received_at < now() - ?::int8 * interval '1 millisecond'
        order by received_at limit ?)
      returning file_key
      """;

  private static final String OLD_EVENTS =
      """
      delete from camera_event where id in (
        select id from (
          select id, row_number() over (partition by camera_id order by id desc) as n
          from camera_event) e
        where n > ?)
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private FrameFiles files;
  @Inject private Settings settings;
  @Inject private Publisher publisher;

  /** One round of looking for silent cameras. */
  public void findSilent() {
    Sql.query(durable, row -> row.getString("kind"), SILENT)
        .forEach(kind -> publisher.publish(new CameraStateChanged(kind)));
  }

  /** One round of deleting. */
  public void clear() {
    long keep = settings.get(CameraSettings.RETENTION).toMillis();
    List<String> keys;
    do {
      keys = Sql.query(durable, row -> row.getString("file_key"), OLD_FRAMES, keep, PAGE);
      files.delete(keys);
    } while (keys.size() == PAGE);
    Sql.update(durable, OLD_EVENTS, MOST_EVENTS);
  }
}
