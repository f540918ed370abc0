package org.waybill.pipeline;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.waybill.files.FileStore;
import org.waybill.files.StoredFile;
import org.waybill.sql.Sql;
import org.waybill.task.PurgeCompleted;

/** Files that belong to a job and go with its task. */
@ApplicationScoped
public class JobFiles {

  /** The kind of file that was uploaded with the job. */
  public static final String UPLOAD = "upload";

  private static final Logger LOG = Logger.getLogger(JobFiles.class.getName());
  private static final int AT_ONCE = 500;

  /** A file whose job was never stored, since the process died in between, goes after this time. */
  private static final Duration HELD = Duration.ofHours(1);

  private static final String KEEP =
      """
      with before as (
        select file_key from task_file where task_id = ? and kind = ?
      ), kept as (
        insert into task_file (task_id, kind, name, media_type, bytes, file_key)
        values (?, ?, ?, ?, ?, ?)
        on conflict (task_id, kind) do update set name = excluded.name,
          media_type = excluded.media_type, bytes = excluded.bytes, file_key = excluded.file_key
      )
      select file_key from before
      """;

  private static final String ORPHANS =
      """
      delete from task_file where (task_id, kind) in (
        select f.task_id, f.kind from task_file f
        where not exists (select from task t where t.id = f.task_id)
          and (f.held_until is null or f.held_until < now()) limit ?)
      returning file_key
      """;

  private static final String HOLD =
      """
      insert into task_file (task_id, kind, name, media_type, bytes, file_key, held_until)
      values (?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))
      """;

  private static final String RELEASE =
      "update task_file set held_until = null where task_id = ? and held_until is not null";

  /** A file of a job. */
  public record JobFile(String name, String mediaType, long bytes, String key) {
    private static JobFile of(ResultSet row) throws SQLException {
      return new JobFile(
          row.getString("name"),
          row.getString("media_type"),
          row.getLong("bytes"),
          row.getString("file_key"));
    }
  }

  /** A file whose task is still to be stored. */
  public record Held(JobFile file, String sha256) {}

  private final FileStore files;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container's proxy. */
  protected JobFiles() {
    this(null);
  }

  @Inject
  public JobFiles(FileStore files) {
    this.files = files;
  }

  /**
   * Stores a file of this kind, in place of the one that an attempt before has stored.
   *
   * @param kind such as {@code artifact}
   * @param limit the most bytes it may have
   */
  public JobFile keep(
      UUID task, String kind, String name, String mediaType, InputStream content, long limit)
      throws IOException {
    StoredFile file = files.save(content, limit);
    List<String> before =
        Sql.query(
            source,
            row -> row.getString("file_key"),
            KEEP,
            task,
            kind,
            task,
            kind,
            name,
            mediaType,
            file.size(),
            file.key());
    before.forEach(this::delete);
    return new JobFile(name, mediaType, file.size(), file.key());
  }

  /** The same for a job whose task is stored afterwards; {@link #release} says that it is. */
  public Held hold(
      UUID task, String kind, String name, String mediaType, InputStream content, long limit)
      throws IOException {
    StoredFile file = files.save(content, limit);
    Sql.update(
        source, HOLD, task, kind, name, mediaType, file.size(), file.key(), HELD.toSeconds());
    return new Held(new JobFile(name, mediaType, file.size(), file.key()), file.sha256());
  }

  /** Files of this task that were held belong to it from now on. */
  public void release(UUID task) {
    Sql.update(source, RELEASE, task);
  }

  /** Files of this task that were held are nobody's: it will not be stored. */
  public void discard(UUID task) {
    release(task);
    sweep();
  }

  public Optional<JobFile> find(UUID task, String kind) {
    return Sql.query(
            source,
            JobFile::of,
            "select * from task_file where task_id = ? and kind = ?",
            task,
            kind)
        .stream()
        .findFirst();
  }

  /** Deletes those of tasks that are gone. */
  public void sweep() {
    List<String> keys;
    do {
      keys = Sql.query(source, row -> row.getString("file_key"), ORPHANS, AT_ONCE);
      keys.forEach(this::delete);
    } while (keys.size() == AT_ONCE);
  }

  void observe(@Observes PurgeCompleted sweep) {
    sweep();
  }

  private void delete(String key) {
    try {
      files.delete(key);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          e,
          () -> "File " + key + " could not be deleted; no job refers to it any more");
    }
  }
}
