package org.waybill.api.documents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.EOFException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.api.MultipartPart;
import org.waybill.api.Problem;
import org.waybill.config.DocumentSettings;
import org.waybill.config.Setting;
import org.waybill.config.Settings;
import org.waybill.dispatch.SubmissionRejected;
import org.waybill.dispatch.SubmissionService;
import org.waybill.document.DocumentFormat;
import org.waybill.document.Documents;
import org.waybill.document.NewDocument;
import org.waybill.files.FileStore;
import org.waybill.files.FileTooLarge;
import org.waybill.files.StoredFile;
import org.waybill.json.Json;
import org.waybill.limit.Allowance;
import org.waybill.limit.Resource;
import org.waybill.owner.Owner;
import org.waybill.task.NewTask;
import org.waybill.task.Receipt;
import org.waybill.task.TaskDefaults;
import org.waybill.task.UuidV7;
import org.waybill.text.CutText;
import org.waybill.text.FileNames;
import org.waybill.type.KnownTypes;

/**
 * Takes a file in: the file, then its row, then its task; and undoes what came before a failure.
 */
@ApplicationScoped
public class Uploads {

  private static final Logger LOG = Logger.getLogger(Uploads.class.getName());
  private static final String TIMEOUT = "30m";
  private static final int LONGEST_NAME = 255;
  private static final int COME_BACK_SECONDS = 5;

  private final FileStore files;
  private final Documents documents;
  private final SubmissionService submissionService;
  private final Settings settings;
  private final TaskDefaults taskDefaults;

  @Inject private Allowance allowance;

  /** For the container's proxy. */
  protected Uploads() {
    this(null, null, null, null, null);
  }

  @Inject
  public Uploads(
      FileStore files,
      Documents documents,
      SubmissionService submissionService,
      Settings settings,
      TaskDefaults taskDefaults) {
    this.files = files;
    this.documents = documents;
    this.submissionService = submissionService;
    this.settings = settings;
    this.taskDefaults = taskDefaults;
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
  public CompletionStage<NewDocument> take(Owner owner, MultipartPart part) throws IOException {
    String name = name(part.fileName());
    String mediaType =
        DocumentFormat.ofName(name)
            .or(() -> DocumentFormat.ofMediaType(part.type()))
            .map(DocumentFormat::mediaType)
            .orElseThrow(
                () ->
                    new Problem(
                        415,
                        "Unsupported media type",
                        "Only " + DocumentFormat.names() + " can be read.",
                        "file"));
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
            UuidV7.next());
    return accept(document);
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

  private CompletionStage<NewDocument> accept(NewDocument document) {
    try {
      documents.add(document, connection -> ask(connection, document));
    } catch (RuntimeException e) {
      deleteFile(document.fileKey());
      throw e;
    }
    CompletionStage<Receipt> accepted;
    try {
      accepted = submissionService.accept(task(document));
    } catch (RuntimeException e) {
      undo(document);
      throw e;
    }
    return accepted.handle((receipt, failure) -> receipt(document, failure));
  }

  private Void ask(Connection connection, NewDocument document) throws SQLException {
    if (allowance != null) {
      String tenant = document.owner().tenant();
      String user = document.owner().userId();
      long megabytes = document.bytes() / 1_000_000;
      allowance.ask(connection, Resource.DOCUMENTS, tenant, user, 1);
      allowance.ask(connection, Resource.DOCUMENT_MEGABYTES, tenant, user, megabytes);
    }
    return null;
  }

  private NewDocument receipt(NewDocument document, Throwable failure) {
    if (failure != null) {
      undo(document);
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (cause instanceof SubmissionRejected full) {
        throw full;
      }
      LOG.log(Level.WARNING, failure, () -> "Upload refused: its task was not accepted");
      throw Problem.unavailable("The document's task was not accepted.", COME_BACK_SECONDS);
    }
    return document;
  }

  private NewTask task(NewDocument document) {
    return taskDefaults
        .task(
            KnownTypes.DOCUMENT_PROCESSING,
            document.owner().tenant(),
            document.owner().userId(),
            Setting.parseDuration(TIMEOUT),
            null)
        .id(document.taskId())
        .input(Json.object("documentId", document.id().toString()))
        .build();
  }

  private void undo(NewDocument document) {
    documents.remove(document.owner(), document.id());
    deleteFile(document.fileKey());
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

  /** The last part of a path, since some browsers send all of it; for display only. */
  private static String name(String fileName) {
    String last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    String shown = FileNames.clean(last).replace('[', '(').replace(']', ')').strip();
    String name = shown.isEmpty() ? "document" : shown;
    return name.length() <= LONGEST_NAME ? name : shortened(name);
  }

  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 && name.length() - dot < 12 ? name.substring(dot) : "";
    return CutText.begin(name, LONGEST_NAME - ending.length()) + ending.toLowerCase(Locale.ROOT);
  }
}
