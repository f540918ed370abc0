package org.waybill.api.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.api.MultipartPart;
import org.waybill.api.Problem;
import org.waybill.config.Settings;
import org.waybill.dispatch.SubmissionService;
import org.waybill.document.Document;
import org.waybill.document.DocumentStatus;
import org.waybill.document.DocumentVersions;
import org.waybill.document.Documents;
import org.waybill.document.NewDocument;
import org.waybill.document.TestDatabase;
import org.waybill.document.Upload;
import org.waybill.files.FileStore;
import org.waybill.owner.Owner;
import org.waybill.task.NewTask;
import org.waybill.task.Receipt;
import org.waybill.task.TaskDefaults;
import org.waybill.task.UuidV7;
import org.waybill.task.WaitReason;
import org.waybill.world.Beans;

class UploadsTest {

  private static final Settings SETTINGS =
      new Settings(Map.of("waybill.documents.max-megabytes", "1")::get);

  @TempDir private Path folder;
  private final Documents documents = new Documents(TestDatabase.source());
  private final Owner owner = new Owner("tenant-" + UuidV7.next(), "ada");
  private NewTask task;

  @Test
  void storesTheFileThenTheRowThenTheTask() throws Exception {
    Upload taken = take(true, part("C:\\docs\\a [b].md", "# Hi")).toCompletableFuture().get();

    Document stored = documents.find(owner, taken.documentId()).orElseThrow();
    assertThat(stored.name()).isEqualTo("a (b).md");
    assertThat(stored.mediaType()).isEqualTo("text/markdown");
    assertThat(stored.bytes()).isEqualTo(4);
    assertThat(task.id()).isEqualTo(stored.taskId());
    assertThat(task.work().type()).isEqualTo("document_processing");
    assertThat(task.work().input()).isEqualTo("{\"documentId\":\"" + stored.id() + "\"}");
    assertThat(everyFile()).hasSize(1);
  }

  @Test
  void undoesEverythingIfTheTaskIsNotAccepted() throws IOException {
    var taken = take(false, part("a.txt", "x")).toCompletableFuture();

    assertThatThrownBy(taken::join).hasCauseInstanceOf(Problem.class).hasMessageContaining("503");
    assertThat(documents.list(owner, null, 9)).isEmpty();
    assertThat(everyFile()).isEmpty();
  }

  @Test
  void refusesWhatIsTooLargeEmptyOrOfAnotherKind() throws IOException {
    refuses(413, part("a.txt", "x".repeat(1_000_001)));
    refuses(400, part("a.txt", ""));
    refuses(415, part("a.exe", "x"));
    assertThat(everyFile()).isEmpty();
    assertThat(documents.list(owner, null, 9)).isEmpty();
  }

  private void refuses(int status, MultipartPart part) {
    assertThatThrownBy(() -> take(true, part))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(status));
  }

  @Test
  void theSameFileIsTheSameDocument() throws Exception {
    Upload first = take(true, part("a.txt", "x")).toCompletableFuture().get();
    Upload again = take(true, part("b.txt", "x")).toCompletableFuture().get();

    assertThat(again.kind()).isEqualTo(Upload.Kind.SAME);
    assertThat(again.documentId()).isEqualTo(first.documentId());
    assertThat(again.taskId()).isEqualTo(first.taskId());
    assertThat(everyFile()).hasSize(1);
    assertThat(take(true, part("a.md", "x")).toCompletableFuture().get().kind())
        .as("read in another way")
        .isEqualTo(Upload.Kind.CREATED);
  }

  @Test
  void aFileThatFailedIsTriedAgainAsTheSameDocument() throws Exception {
    Upload first = take(true, part("a.txt", "x")).toCompletableFuture().get();
    documents.giveUp(first.taskId(), "cancelled");
    Upload again = take(true, part("b.txt", "x")).toCompletableFuture().get();

    assertThat(again.kind()).isEqualTo(Upload.Kind.AGAIN);
    assertThat(again.documentId()).isEqualTo(first.documentId());
    assertThat(again.taskId()).isNotEqualTo(first.taskId()).isEqualTo(task.id());
    Document stored = documents.find(owner, again.documentId()).orElseThrow();
    assertThat(stored.name()).isEqualTo("b.txt");
    assertThat(stored.error()).isNull();
    assertThat(everyFile()).hasSize(1);
  }

  @Test
  void whoWasToldOfADocumentFindsItThoughItsTaskIsNotAccepted() throws Exception {
    Upload first = documents.add(waiting());
    assertThat(documents.add(waiting()).documentId()).isEqualTo(first.documentId());

    assertThat(documents.undo(first)).isEmpty();

    Document stored = documents.find(owner, first.documentId()).orElseThrow();
    assertThat(stored.status()).isEqualTo(DocumentStatus.FAILED);
    assertThat(stored.error()).contains("not accepted");
  }

  private NewDocument waiting() {
    return new NewDocument(
        UuidV7.next(), owner, "a.txt", "text/plain", 1, "sum", "key", UuidV7.next());
  }

  private CompletionStage<Upload> take(boolean accepting, MultipartPart part) throws IOException {
    return uploads(accepting).take(owner, part, List.of());
  }

  private Uploads uploads(boolean accepting) {
    SubmissionService submissionService =
        new SubmissionService() {
          @Override
          public CompletionStage<Receipt> accept(NewTask given) {
            task = given;
            return accepting
                ? CompletableFuture.completedFuture(
                    new Receipt(given, Instant.EPOCH, WaitReason.READY, null))
                : CompletableFuture.failedFuture(new IllegalStateException("full"));
          }
        };
    TaskDefaults defaults =
        new Beans(Map.of()).with(Settings.class, SETTINGS).get(TaskDefaults.class);
    return new Uploads(
        new FileStore(folder),
        documents,
        new DocumentVersions(TestDatabase.source()),
        new DocumentTasks(submissionService, defaults),
        SETTINGS);
  }

  private static MultipartPart part(String fileName, String content) throws IOException {
    String name = fileName.replace("\\", "\\\\");
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--b--"
            .formatted(name, content);
    return MultipartPart.find(
        "file", "multipart/form-data; boundary=b", new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  private List<Path> everyFile() throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }
}
