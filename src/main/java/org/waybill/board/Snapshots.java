package org.waybill.board;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.waybill.files.FileStore;
import org.waybill.files.StoredFile;
import org.waybill.json.Json;
import org.waybill.sql.Sql;
import org.waybill.task.TasksPurged;
import org.waybill.task.UuidV7;
import org.waybill.time.Ticker;

/** Keeps snapshots: the content in a file, the rest in a row. */
@ApplicationScoped
public class Snapshots {

  private static final Logger LOG = Logger.getLogger(Snapshots.class.getName());
  private static final int LARGEST = 64 << 20;

  /** A task that is tried again after its snapshot was stored gets a new one in its place. */
  private static final String STORE =
      """
      with old as (
        select file_key from snapshot where task_id = ?
      ), stored as (
        insert into snapshot (id, tenant, user_id, task_id, question, file_key, reusable)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (task_id) do update set id = excluded.id, file_key = excluded.file_key,
          reusable = excluded.reusable, created_at = now()
      )
      select file_key from old
      """;

  private static final String FIND =
      """
      select id, task_id, file_key, created_at from snapshot s
      where tenant = ? and user_id = ? and question = ? and reusable
        and created_at > now() - ?::int8 * interval '1 millisecond'
        and exists (select from task t where t.id = s.task_id)
      order by created_at desc limit 1
      """;

  private static final String OF_TASK =
      "select id, task_id, file_key, created_at from snapshot where task_id = ?";

  private static final String REMOVE = "delete from snapshot where task_id = ? returning file_key";

  private static final String REMOVE_ALL =
      "delete from snapshot where tenant = ? and user_id = ? returning file_key";

  private static final String REMOVE_ORPHANS =
      """
      delete from snapshot s where not exists (select from task t where t.id = s.task_id)
      returning file_key
      """;

  /** It reads every snapshot, and a sweep tells of itself many times. */
  private static final long ORPHANS_REST_NANOS = Duration.ofMinutes(1).toNanos();

  private record Row(UUID id, UUID taskId, String key, Instant createdAt) {}

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  @Inject private FileStore files;
  @Inject private Ticker ticker;

  private boolean orphansRemoved;
  private long orphansRemovedAt;

  /** For the container, which sets what is needed. */
  public Snapshots() {}

  Snapshots(DataSource source, FileStore files, Ticker ticker) {
    this.ticker = ticker;
    this.source = source;
    this.files = files;
  }

  /**
   * Stores the snapshot of a task.
   *
   * @param content what {@link Snapshot#content} gives back
   * @param reusable whether it may answer the same question
   */
  public UUID store(
      String tenant,
      String userId,
      UUID task,
      String question,
      JsonObject content,
      boolean reusable)
      throws IOException {
    byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
    StoredFile file = files.save(new ByteArrayInputStream(bytes), LARGEST);
    UUID id = UuidV7.next();
    try {
      keys(
              STORE,
              task,
              id,
              tenant,
              userId,
              task,
              QuestionNormalizer.hash(question),
              file.key(),
              reusable)
          .forEach(this::delete);
    } catch (RuntimeException e) {
      delete(file.key());
      throw e;
    }
    return id;
  }

  /** The newest one that answers this question of this user and is no older. */
  public Optional<Snapshot> answering(
      String tenant, String userId, String question, Duration oldest) {
    return oldest.isZero()
        ? Optional.empty()
        : read(FIND, tenant, userId, QuestionNormalizer.hash(question), oldest.toMillis());
  }

  public Optional<Snapshot> ofTask(UUID task) {
    return read(OF_TASK, task);
  }

  /** Removes the snapshot of a task, row and file; false if there was none. */
  public boolean remove(UUID task) {
    List<String> keys = keys(REMOVE, task);
    keys.forEach(this::delete);
    return !keys.isEmpty();
  }

  /** Removes all of a user; answers how many there were. */
  public int removeAll(String tenant, String userId) {
    List<String> keys = keys(REMOVE_ALL, tenant, userId);
    keys.forEach(this::delete);
    return keys.size();
  }

  synchronized void removeOrphans(@Observes TasksPurged sweep) {
    if (orphansRemoved && ticker.nanos() - orphansRemovedAt < ORPHANS_REST_NANOS) {
      return;
    }
    orphansRemoved = true;
    orphansRemovedAt = ticker.nanos();
    keys(REMOVE_ORPHANS).forEach(this::delete);
  }

  private Optional<Snapshot> read(String sql, Object... parameters) {
    return Sql.query(
            source,
            row ->
                new Row(
                    row.getObject("id", UUID.class),
                    row.getObject("task_id", UUID.class),
                    row.getString("file_key"),
                    Sql.instant(row, "created_at")),
            sql,
            parameters)
        .stream()
        .findFirst()
        .flatMap(this::content);
  }

  /** A file that has gone meanwhile is as no snapshot at all. */
  private Optional<Snapshot> content(Row row) {
    try (InputStream file = files.open(row.key())) {
      JsonObject content = Json.read(file).asJsonObject();
      return Optional.of(new Snapshot(row.id(), row.taskId(), row.createdAt(), content));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(Level.WARNING, e, () -> "Snapshot " + row.id() + " cannot be read");
      return Optional.empty();
    }
  }

  private List<String> keys(String sql, Object... parameters) {
    return Sql.query(source, row -> row.getString("file_key"), sql, parameters);
  }

  private void delete(String key) {
    try {
      files.delete(key);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          e,
          () -> "File " + key + " could not be deleted; no snapshot refers to it any more");
    }
  }
}
