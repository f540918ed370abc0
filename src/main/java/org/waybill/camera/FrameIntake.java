package org.waybill.camera;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.camera.FrameReceived.Result;
import org.waybill.config.CameraSettings;
import org.waybill.config.Settings;
import org.waybill.dispatch.SubmissionService;
import org.waybill.event.Publisher;
import org.waybill.files.StoredFile;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.sql.DatabaseTime;
import org.waybill.sql.Sql;
import org.waybill.task.NewTask;
import org.waybill.task.TaskDefaults;
import org.waybill.task.UuidV7;
import org.waybill.type.KnownTypes;

/**
 * Takes a frame: its file, then its row and its task in one transaction. The same picture again is
 * none; and while a frame waits, no other one is taken.
 */
@ApplicationScoped
public class FrameIntake {

  /**
   * What became of a frame.
   *
   * @param task that analyses it, if it was accepted
   */
  public record Receipt(Result result, UUID frame, UUID task) {

    private static Receipt of(Result result) {
      return new Receipt(result, null, null);
    }
  }

  private static final String WAITING =
      "select 1 from camera_frame where camera_id = ? and status = 'waiting'";

  /** Whose task was lost must not keep the others for ever. */
  private static final String GIVE_UP =
      """
      update camera_frame set status = 'failed', error = 'its task did not end within an hour'
      where camera_id = ? and status = 'waiting' and received_at < now() - interval '1 hour'
      """;

  private static final String INSERT =
      """
      insert into camera_frame (id, camera_id, taken_at, status, task_id, file_key, media_type,
        bytes, width, height)
      values (?, ?, coalesce(?, now()), 'waiting', ?, ?, ?, ?, ?, ?)
      """;

  private static final String SEEN =
      """
      update camera set last_sha256 = ?, repeats = ?, seen_at = now(), silent_at = ?, failures = 0,
        error = null
      where id = ?
      """;

  /** All but the newest. */
  private static final String TOO_MANY =
      """
      delete from camera_frame where status <> 'waiting' and id in (
        select id from camera_frame where camera_id = ? order by id desc offset ?)
      returning file_key
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private FrameFiles files;
  @Inject private SubmissionService submissionService;
  @Inject private TaskDefaults taskDefaults;
  @Inject private Settings settings;
  @Inject private Publisher publisher;
  @Inject private DatabaseTime time;

  /** What one transaction found and did. */
  private static final class Change {
    private Result result = Result.GONE;
    private final List<String> files = new ArrayList<>();
    private List<String> events = List.of();
    private Camera camera;
  }

  /**
   * @param takenAt when the picture was taken; null for now
   * @param polled whether the camera was asked for it
   * @throws UnreadableFrame if this is no picture; nothing is stored
   * @throws IOException if its file cannot be stored
   */
  public Receipt take(UUID camera, byte[] bytes, Instant takenAt, boolean polled)
      throws UnreadableFrame, IOException {
    FrameHeader header;
    try {
      header = FrameHeader.of(bytes);
    } catch (UnreadableFrame e) {
      publisher.publish(new FrameReceived(polled, Result.UNREADABLE));
      throw e;
    }
    Optional<Receipt> early = withoutFile(camera, sha256(bytes));
    Receipt receipt =
        early.isPresent() ? early.get() : store(camera, header, files.save(bytes), takenAt);
    publisher.publish(new FrameReceived(polled, receipt.result()));
    return receipt;
  }

  /** What needs no file is found before one is written. */
  private Optional<Receipt> withoutFile(UUID id, String sha256) {
    Change change = new Change();
    boolean isDone =
        Sql.inTransaction(durable, connection -> isDone(connection, id, sha256, change));
    announce(change);
    return isDone ? Optional.of(Receipt.of(change.result)) : Optional.empty();
  }

  private boolean isDone(Connection connection, UUID id, String sha256, Change change)
      throws SQLException {
    Optional<Camera> camera = Camera.lock(connection, id);
    if (camera.isEmpty()) {
      change.result = Result.GONE;
      return true;
    }
    if (sha256.equals(camera.get().lastSha256())) {
      change.result = Result.SAME;
      change.events = repeated(connection, camera.get());
      return true;
    }
    Sql.update(connection, GIVE_UP, id);
    if (!Sql.query(connection, row -> true, WAITING, id).isEmpty()) {
      change.result = Result.WAITING;
      return true;
    }
    change.camera = camera.get();
    change.events = spoke(connection, camera.get());
    return false;
  }

  /** It answers, but its picture hangs. */
  private List<String> repeated(Connection connection, Camera camera) throws SQLException {
    int repeats = Math.min(1_000_000, camera.repeats() + 1);
    seen(connection, camera, camera.lastSha256(), repeats);
    boolean isFrozen = repeats >= camera.thresholds().frozenFrames();
    Set<CameraState> known =
        isFrozen
            ? EnumSet.of(CameraState.SILENT, CameraState.FROZEN, CameraState.MOTION)
            : EnumSet.of(CameraState.SILENT);
    Set<CameraState> present =
        isFrozen ? EnumSet.of(CameraState.FROZEN) : EnumSet.noneOf(CameraState.class);
    return CameraStates.change(connection, camera, known, present, null);
  }

  private void seen(Connection connection, Camera camera, String sha256, int repeats)
      throws SQLException {
    CameraSchedule timing = camera.spec().timing();
    Instant silentAt = timing == null ? null : timing.silentAt(time.now()).orElse(null);
    Sql.update(connection, SEEN, sha256, repeats, silentAt, camera.id());
  }

  private static List<String> spoke(Connection connection, Camera camera) throws SQLException {
    return CameraStates.change(
        connection,
        camera,
        EnumSet.of(CameraState.SILENT),
        EnumSet.noneOf(CameraState.class),
        null);
  }

  private Receipt store(UUID camera, FrameHeader header, StoredFile file, Instant takenAt) {
    UUID frame = UuidV7.next();
    UUID task = UuidV7.next();
    Change change = new Change();
    boolean isStored = false;
    try {
      submissionService.acceptFrom(
          connection -> {
            if (isDone(connection, camera, file.sha256(), change)) {
              return List.of();
            }
            change.result = Result.ACCEPTED;
            Sql.update(
                connection,
                INSERT,
                frame,
                camera,
                takenAt,
                task,
                file.key(),
                header.mediaType(),
                file.size(),
                header.width(),
                header.height());
            seen(connection, change.camera, file.sha256(), 0);
            int most = settings.get(CameraSettings.FRAMES);
            change.files.addAll(
                Sql.query(connection, row -> row.getString("file_key"), TOO_MANY, camera, most));
            return List.of(task(change.camera.owner(), camera, frame, task));
          });
      isStored = change.result == Result.ACCEPTED;
    } finally {
      if (!isStored) {
        files.delete(List.of(file.key()));
      }
    }
    files.delete(change.files);
    announce(change);
    return isStored ? new Receipt(Result.ACCEPTED, frame, task) : Receipt.of(change.result);
  }

  private NewTask task(Owner owner, UUID camera, UUID frame, UUID task) {
    String input =
        Json.object()
            .add("cameraId", camera.toString())
            .add("frameId", frame.toString())
            .build()
            .toString();
    return taskDefaults
        .task(KnownTypes.CAMERA_ANALYSIS, owner.tenant(), owner.userId())
        .id(task)
        .input(input)
        .build();
  }

  private void announce(Change change) {
    change.events.forEach(kind -> publisher.publish(new CameraStateChanged(kind)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
