package org.waybill.camera;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.event.Publisher;
import org.waybill.limit.Allowance;
import org.waybill.limit.Resource;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.DatabaseTime;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;

/** The cameras of users. */
@ApplicationScoped
public class Cameras {

  private static final String INSERT =
      """
      insert into camera (id, tenant, user_id, name, snapshot_url, interval_ms, cron, time_zone,
        zones, thresholds, question, ask, notify_events, notify_quiet_ms, next_at, silent_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** Another address or time counts at once. */
  private static final String UPDATE =
      """
      update camera set name = ?, snapshot_url = ?, interval_ms = ?, cron = ?, time_zone = ?,
        zones = ?, thresholds = ?, question = ?, ask = ?, notify_events = ?, notify_quiet_ms = ?,
        next_at = ?, silent_at = ?, failures = 0, error = null, updated_at = now()
      where id = ? and tenant = ? and user_id = ?
      """;

  private static final String FIND =
      "select * from camera where id = ? and tenant = ? and user_id = ?";

  private static final String LIST =
      "select * from camera where tenant = ? and user_id = ? order by id limit 1000";

  private static final String FRAMES =
      """
      select * from camera_frame where camera_id = ? and (?::uuid is null or id < ?)
      order by id desc limit ?
      """;

  private static final String FILES = "select file_key from camera_frame where camera_id = ?";

  private static final String EVENTS =
      """
      select at, kind, cast(frame_id as text) as frame from camera_event where camera_id = ?
      order by id desc limit ?
      """;

  @jakarta.annotation.Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Allowance allowance;
  @Inject private FrameFiles files;
  @Inject private DatabaseTime time;
  @Inject private Publisher publisher;

  /**
   * Makes a camera.
   *
   * @throws org.waybill.limit.LimitReached if the owner has as many as may be
   */
  public Camera add(Owner owner, CameraSpec spec) {
    UUID id = UuidV7.next();
    Camera added =
        Sql.inTransaction(
            durable,
            connection -> {
              allowance.ask(connection, Resource.CAMERAS, owner.tenant(), owner.userId(), 1);
              List<Object> values = new ArrayList<>(List.of(id, owner.tenant(), owner.userId()));
              values.addAll(values(spec));
              Sql.update(connection, INSERT, values.toArray());
              return find(connection, owner, id).orElseThrow();
            });
    publisher.publish(new CameraChanged());
    return added;
  }

  /** Empty if there is no such camera of this owner. */
  public Optional<Camera> update(Owner owner, UUID id, CameraSpec spec) {
    List<Object> values = values(spec);
    values.addAll(List.of(id, owner.tenant(), owner.userId()));
    Sql.update(durable, UPDATE, values.toArray());
    publisher.publish(new CameraChanged());
    return find(owner, id);
  }

  /** In the order of the columns. */
  private List<Object> values(CameraSpec spec) {
    Instant now = time.now();
    CameraSchedule timing = spec.timing();
    boolean hasInterval = timing != null && timing.interval() != null;
    boolean hasCron = timing != null && timing.cron() != null;
    List<Object> values = new ArrayList<>();
    values.add(spec.name());
    values.add(spec.snapshotUrl());
    values.add(hasInterval ? timing.interval().toMillis() : null);
    values.add(hasCron ? timing.cron() : null);
    values.add(hasCron ? timing.zone().getId() : null);
    values.add(spec.zones());
    values.add(spec.thresholds());
    values.add(spec.question());
    values.add(spec.ask().name().toLowerCase(Locale.ROOT));
    values.add(ArrayParameter.texts(spec.notices().events(), each -> each));
    values.add(spec.notices().quiet().toMillis());
    values.add(
        spec.snapshotUrl() == null ? null : hasCron ? timing.next(now, 0).orElse(null) : now);
    values.add(timing == null ? null : timing.silentAt(now).orElse(null));
    return values;
  }

  public Optional<Camera> find(Owner owner, UUID id) {
    return Sql.with(durable, connection -> find(connection, owner, id));
  }

  private static Optional<Camera> find(Connection connection, Owner owner, UUID id)
      throws SQLException {
    return Sql.query(connection, Camera::read, FIND, id, owner.tenant(), owner.userId()).stream()
        .findFirst();
  }

  public List<Camera> list(Owner owner) {
    return Sql.query(durable, Camera::read, LIST, owner.tenant(), owner.userId());
  }

  /** Deletes a camera with its frames, events and token; whether there was one. */
  public boolean delete(Owner owner, UUID id) {
    List<String> keys =
        Sql.inTransaction(
            durable,
            connection -> {
              // Whoever stores a frame locks the camera as well: none is forgotten here.
              if (Sql.query(
                      connection,
                      row -> true,
                      FIND + " for update",
                      id,
                      owner.tenant(),
                      owner.userId())
                  .isEmpty()) {
                return null;
              }
              List<String> kept =
                  Sql.query(connection, row -> row.getString("file_key"), FILES, id);
              Sql.update(connection, "delete from camera where id = ?", id);
              return kept;
            });
    if (keys != null) {
      files.delete(keys);
    }
    return keys != null;
  }

  /**
   * Newest first.
   *
   * @param before an id, or null for the newest
   */
  public List<Frame> frames(UUID camera, UUID before, int most) {
    return Sql.query(durable, Frame::read, FRAMES, camera, before, before, most);
  }

  public Optional<Frame> frame(UUID camera, UUID id) {
    return Sql.query(
            durable,
            Frame::read,
            "select * from camera_frame where camera_id = ? and id = ?",
            camera,
            id)
        .stream()
        .findFirst();
  }

  /** Newest first. */
  public List<CameraEvent> events(UUID camera, int most) {
    return Sql.query(durable, CameraEvent::read, EVENTS, camera, most);
  }
}
