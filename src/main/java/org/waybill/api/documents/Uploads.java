package org.waybill.api.documents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.EOFException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.api.MultipartPart;
import org.waybill.api.Problem;
import org.waybill.config.DocumentSettings;
import org.waybill.config.Settings;
import org.waybill.document.DocumentFormat;
import org.waybill.document.DocumentVersion;
import org.waybill.document.DocumentVersions;
import org.waybill.document.Documents;
import org.waybill.document.NewDocument;
import org.waybill.document.Upload;
import org.waybill.files.FileStore;
import org.waybill.files.FileTooLarge;
import org.waybill.files.StoredFile;
import org.waybill.limit.Allowance;
import org.waybill.limit.Resource;
import org.waybill.owner.Owner;
import org.waybill.task.UuidV7;

/**
 * Takes a file in: the file, then its row, then its task; and undoes what came before a failure.
 */
@ApplicationScoped
public class Uploads {

  private static final Logger LOG = Logger.getLogger(Uploads.class.getName());

  private final FileStore files;
  private final Documents documents;
  private final DocumentVersions versions;
  private final DocumentTasks tasks;
  private final Settings settings;

  @Inject private Allowance allowance;

  /** For the container's proxy. */
  protected Uploads() {
    this(null, null, null, null, null);
  }

  @Inject
  public Uploads(
      FileStore files,
      Documents documents,
      DocumentVersions versions,
      DocumentTasks tasks,
      Settings settings) {
    this.files = files;
    this.documents = documents;
    this.versions = versions;
    this.tasks = tasks;
    this.settings = settings;
  }

  /** The most bytes of one file. */
  public long limit() {
    return settings.get(DocumentSettings.MEGABYTES) * 1_000_000L;
  }

  /** What everybody hears whose file is larger. */
  public Problem tooLarge() {
    return Problem.tooLarge("A file may have at most " + limit() / 1_000_000 + " MB.");
  }

  /**
   * Stores the file and accepts its task; completes after both are durable.
   *
   * @throws Problem if the file is too large, empty, or of a kind that cannot be read
   */
  public CompletionStage<Upload> take(Owner owner, MultipartPart part, List<String> tags)
      throws IOException {
    String name = FileName.of(part.fileName());
    String mediaType = mediaType(name, part);
    StoredFile file = store(part);
    var document =
        new NewDocument(
            UuidV7.next(),
            owner,
            name,
            mediaType,
            file.size(),
            file.sha256(),
            file.key(),
            UuidV7.next(),
            tags);
    return taken(
        owner,
        file.key(),
        () -> documents.add(document, connection -> ask(connection, owner, 1, file.size())),
        upload -> DocumentTasks.index(upload.documentId(), null),
        upload -> documents.undo(upload).ifPresent(this::deleteFile));
  }

  /**
   * The same for a file that takes a document's place.
   *
   * @throws Problem also if the owner has no such document, or another one that is this file
   */
  public CompletionStage<Upload> replace(Owner owner, UUID id, MultipartPart part)
      throws IOException {
    String name = FileName.of(part.fileName());
    String mediaType = mediaType(name, part);
    StoredFile file = store(part);
    var version =
        new DocumentVersion(
            UuidV7.next(),
            id,
            name,
            mediaType,
            file.size(),
            file.sha256(),
            file.key(),
            UuidV7.next());
    return taken(
        owner,
        file.key(),
        () -> version(owner, version),
        upload -> DocumentTasks.index(id, version.id()),
        upload -> versions.removeOf(upload.taskId()).forEach(this::deleteFile));
  }

  private Upload version(Owner owner, DocumentVersion version) {
    try {
      return versions
          .add(owner, version, connection -> ask(connection, owner, 0, version.bytes()))
          .orElseThrow(() -> DocumentAccess.missing(version.documentId().toString()));
    } catch (DocumentVersions.NotTaken e) {
      throw e.other()
          .map(
              other ->
                  Problem.conflict(
                      "document_exists", "Document %s is this file already.".formatted(other)))
          .orElseGet(
              () ->
                  Problem.conflict(
                      "too_many_versions",
                      "%d versions of the document wait for being indexed, which is the most."
                          .formatted(DocumentVersions.MOST_WAITING)));
    }
  }

  private static String mediaType(String name, MultipartPart part) {
    return DocumentFormat.ofName(name)
        .or(() -> DocumentFormat.ofMediaType(part.type()))
        .map(DocumentFormat::mediaType)
        .orElseThrow(
            () ->
                new Problem(
                    415,
                    "Unsupported media type",
                    "Only " + DocumentFormat.names() + " can be read.",
                    "file"));
  }

  private StoredFile store(MultipartPart part) throws IOException {
    try {
      StoredFile file = files.save(part.content(), limit());
      try {
        part.skipRest();
      } catch (IOException | RuntimeException e) {
        deleteFile(file.key());
        throw e;
      }
      if (file.size() == 0) {
        deleteFile(file.key());
        throw Problem.badRequest("file", "The file is empty.");
      }
      return file;
    } catch (FileTooLarge e) {
      throw tooLarge();
    } catch (EOFException e) {
      throw Problem.badRequest("file", "The multipart body is incomplete.");
    }
  }

  /** The row, then the task; where one fails, nothing stays. */
  private CompletionStage<Upload> taken(
      Owner owner,
      String file,
      Supplier<Upload> row,
      Function<Upload, String> input,
      Consumer<Upload> undo) {
    Upload upload;
    try {
      upload = row.get();
    } catch (RuntimeException e) {
      deleteFile(file);
      throw e;
    }
    if (upload.superfluous() != null) {
      deleteFile(upload.superfluous());
    }
    if (!upload.needsTask()) {
      return CompletableFuture.completedFuture(upload);
    }
    return tasks
        .submit(
            owner,
            upload.documentId(),
            upload.taskId(),
            input.apply(upload),
            () -> undo.accept(upload))
        .thenApply(accepted -> upload);
  }

  private Void ask(Connection connection, Owner owner, int more, long bytes) throws SQLException {
    if (allowance != null) {
      long megabytes = bytes / 1_000_000;
      allowance.ask(connection, Resource.DOCUMENTS, owner.tenant(), owner.userId(), more);
      allowance.ask(
          connection, Resource.DOCUMENT_MEGABYTES, owner.tenant(), owner.userId(), megabytes);
    }
    return null;
  }

  /** Deletes a file that no row holds any more; one that stays is only a waste. */
  public void deleteFile(String key) {
    try {
      files.delete(key);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          e,
          () -> "File " + key + " could not be deleted; no document refers to it any more");
    }
  }
}
