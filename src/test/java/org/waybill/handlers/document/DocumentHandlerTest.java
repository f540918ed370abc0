package org.waybill.handlers.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.agent.TestAgents;
import org.waybill.config.Settings;
import org.waybill.document.Document;
import org.waybill.document.DocumentOperation;
import org.waybill.document.DocumentStatus;
import org.waybill.document.DocumentVersion;
import org.waybill.document.DocumentVersions;
import org.waybill.document.Documents;
import org.waybill.document.Drafts;
import org.waybill.document.NewDocument;
import org.waybill.document.SelectedDocuments;
import org.waybill.document.TestDatabase;
import org.waybill.files.FileStore;
import org.waybill.handler.Outcome;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.reading.Indexer;
import org.waybill.reading.Ocr;
import org.waybill.reading.Pdfs;
import org.waybill.reading.ReaderPool;
import org.waybill.reading.TextExtractors;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;
import org.waybill.time.Ticker;

class DocumentHandlerTest {

  @TempDir private Path folder;
  private final DataSource source = TestDatabase.source();
  private final Documents documents = new Documents(source);
  private final DocumentVersions versions = new DocumentVersions(source);
  private final Owner owner = new Owner("tenant-" + UuidV7.next(), "ada");
  private FileStore files;
  private DocumentIndexer indexer;
  private DocumentHandler handler;

  @BeforeEach
  void wire() {
    files = new FileStore(folder);
    Settings settings = new Settings(name -> null);
    indexer =
        new DocumentIndexer(
            documents,
            versions,
            files,
            new TextExtractors(settings, new ReaderPool(settings), new Ocr(settings)),
            new Indexer(
                TestAgents.chunks(source),
                new Drafts(source),
                TestAgents.embeddings(),
                settings,
                new Ticker()));
    handler = new DocumentHandler(documents, versions, indexer);
  }

  @Test
  void indexesEveryPageAndTellsHowFarItIs() throws Exception {
    NewDocument handbook = upload("handbook.pdf", Pdfs.of(Pdfs.corpus("handbook")));
    RecordedContext context = attempt(handbook, 1);

    var done = (Outcome.Done<DocumentOutput>) run(handbook, context);

    assertThat(done.output().pages()).isEqualTo(24);
    assertThat(done.output().chunks()).isGreaterThanOrEqualTo(24);
    assertThat(context.progress())
        .hasSize(48)
        .startsWith("0 Reading page 1 of 24")
        .contains("20 Reading page 24 of 24", "23 Page 1 of 24")
        .endsWith("95 Page 24 of 24");
    assertThat(stored(handbook).status()).isEqualTo(DocumentStatus.READY);
    assertThat(stored(handbook).pages()).isEqualTo(24);
    assertThat(pagesOf(handbook)).hasSize(24);
  }

  @Test
  void replacesTheChunksOfAnEarlierAttempt() throws Exception {
    NewDocument manual = upload("espresso.pdf", Pdfs.of(Pdfs.corpus("espresso")));
    run(manual, attempt(manual, 1));
    List<Integer> once = pagesOf(manual);

    run(manual, attempt(manual, 2));

    assertThat(pagesOf(manual)).isEqualTo(once);
  }

  @Test
  void leavesADocumentToTheLaterAttempt() throws Exception {
    NewDocument manual = upload("espresso.pdf", Pdfs.of(Pdfs.corpus("espresso")));
    run(manual, attempt(manual, 2));

    assertThat(run(manual, attempt(manual, 1))).isInstanceOf(Outcome.GiveUp.class);
    assertThat(stored(manual).status()).isEqualTo(DocumentStatus.READY);
  }

  @Test
  void givesUpWithAReasonForItsOwner() throws Exception {
    assertThat(reason(upload("a.pdf", Pdfs.encrypted(List.of("x"), "secret"))))
        .contains("encrypted");
    assertThat(reason(upload("b.pdf", Pdfs.of(List.of("", ""))))).contains("no text");
    assertThat(reason(upload("c.pdf", Pdfs.withSplitContent(Pdfs.spaces(300))))).contains("memory");
    assertThat(reason(upload("d.pdf", new byte[] {1, 2, 3}))).contains("damaged");
  }

  @Test
  void givesUpOnADocumentWhoseFileIsGone() throws Exception {
    NewDocument lost = upload("lost.pdf", new byte[1]);
    files.delete(lost.fileKey());

    assertThat(reason(lost)).contains("file no longer exists");
  }

  @Test
  void doesNotTouchAnothersDocument() throws Exception {
    NewDocument theirs = upload("theirs.pdf", Pdfs.of(List.of("Theirs.")));
    var stranger = new RecordedContext(new Owner(owner.tenant(), "bob"), UuidV7.next(), 1);

    assertThat(run(theirs, stranger)).isInstanceOf(Outcome.GiveUp.class);
    assertThat(stored(theirs).status()).isEqualTo(DocumentStatus.QUEUED);
  }

  @Test
  void stopsBetweenPagesAndLeavesNothingSearchable() throws Exception {
    NewDocument handbook = upload("handbook.pdf", Pdfs.of(Pdfs.corpus("handbook")));
    RecordedContext context = attempt(handbook, 1).cancelledAfter(5);

    assertThatThrownBy(() -> run(handbook, context)).isInstanceOf(InterruptedException.class);

    assertThat(context.progress()).hasSize(5);
    assertThat(pagesOf(handbook)).isEmpty();
    assertThat(stored(handbook).status()).isEqualTo(DocumentStatus.FAILED);
  }

  @Test
  void aNewVersionTakesThePlaceOfTheDocumentWhenItIsIndexed() throws Exception {
    NewDocument manual = upload("manual.pdf", Pdfs.of(List.of("The old text.")));
    run(manual, attempt(manual, 1));
    DocumentVersion version = version(manual, Pdfs.of(List.of("The new text.", "And more.")));

    Outcome<DocumentOutput> outcome = run(version, 1);

    assertThat(((Outcome.Done<DocumentOutput>) outcome).output().pages()).isEqualTo(2);
    Document now = stored(manual);
    assertThat(now.sha256()).isEqualTo(version.sha256());
    assertThat(now.name()).isEqualTo(version.name());
    assertThat(now.taskId()).isEqualTo(version.taskId());
    assertThat(textsOf(manual)).containsExactly("The new text.", "And more.");
    assertThatThrownBy(() -> files.path(manual.fileKey())).isInstanceOf(NoSuchFileException.class);
    assertThat(run(version, 2)).as("after a crash").isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aVersionThatCannotBeReadLeavesTheDocumentAsItWas() throws Exception {
    NewDocument manual = upload("manual.pdf", Pdfs.of(List.of("The old text.")));
    run(manual, attempt(manual, 1));
    DocumentVersion version = version(manual, new byte[] {1, 2, 3});

    assertThat(run(version, 1)).isInstanceOf(Outcome.GiveUp.class);

    Document now = stored(manual);
    assertThat(now.status()).isEqualTo(DocumentStatus.READY);
    assertThat(now.error()).contains("damaged");
    assertThat(now.sha256()).isEqualTo(manual.sha256());
    assertThat(textsOf(manual)).containsExactly("The old text.");
    assertThat(files.path(manual.fileKey())).exists();
    assertThatThrownBy(() -> files.path(version.fileKey())).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anOlderVersionNeverTakesThePlaceOfANewerOne() throws Exception {
    NewDocument manual = upload("manual.pdf", Pdfs.of(List.of("The first text.")));
    run(manual, attempt(manual, 1));
    DocumentVersion second = version(manual, Pdfs.of(List.of("The second text.")));
    DocumentVersion third = version(manual, Pdfs.of(List.of("The third text.")));

    assertThat(run(third, 1)).isInstanceOf(Outcome.Done.class);
    assertThat(((Outcome.GiveUp<DocumentOutput>) run(second, 1)).code()).isEqualTo("superseded");

    assertThat(textsOf(manual)).containsExactly("The third text.");
    assertThatThrownBy(() -> files.path(second.fileKey())).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void indexesManyAgainAndGoesOnWhereItWas() throws Exception {
    NewDocument good = upload("good.pdf", Pdfs.of(List.of("Good.")));
    NewDocument bad = upload("bad.pdf", Pdfs.of(List.of("Bad.")));
    run(good, attempt(good, 1));
    run(bad, attempt(bad, 1));
    files.delete(bad.fileKey());
    SelectedDocuments selected = new SelectedDocuments(source);
    DocumentOperation all =
        new DocumentOperation(
            owner, DocumentOperation.Action.REINDEX, List.of(), List.of(), selected.now());

    RecordedContext context = new RecordedContext(owner, UuidV7.next(), 1);
    JsonObject output = operate(all, context);

    assertThat(output.getInt("matched")).isEqualTo(2);
    assertThat(output.getInt("done")).isEqualTo(1);
    assertThat(output.getInt("failed")).isEqualTo(1);
    assertThat(context.progress()).anyMatch(each -> each.contains("Document 1 of 2"));
    assertThat(stored(good).revision()).isEqualTo(2);
    assertThat(textsOf(bad)).containsExactly("Bad.");

    JsonObject deleted =
        operate(
            new DocumentOperation(
                owner,
                DocumentOperation.Action.DELETE,
                List.of(good.id()),
                List.of(),
                selected.now()),
            new RecordedContext(owner, UuidV7.next(), 1));
    assertThat(deleted.getInt("done")).isEqualTo(1);
    assertThat(documents.find(owner, good.id())).isEmpty();
    assertThat(documents.find(owner, bad.id())).isPresent();
    assertThatThrownBy(() -> files.path(good.fileKey())).isInstanceOf(NoSuchFileException.class);
  }

  private JsonObject operate(DocumentOperation operation, RecordedContext context)
      throws Exception {
    var operations =
        new DocumentOperationHandler(
            new SelectedDocuments(source), documents, indexer, new Ticker());
    JsonObject input = Json.read(operation.toJson()).asJsonObject();
    return ((Outcome.Done<JsonObject>) operations.run(input, context)).output();
  }

  private DocumentVersion version(NewDocument document, byte[] content) throws Exception {
    var file = files.save(new ByteArrayInputStream(content), content.length);
    var version =
        new DocumentVersion(
            UuidV7.next(),
            document.id(),
            "new " + document.name(),
            "application/pdf",
            file.size(),
            file.sha256(),
            file.key(),
            UuidV7.next());
    assertThat(versions.add(owner, version, connection -> null)).isPresent();
    return version;
  }

  private Outcome<DocumentOutput> run(DocumentVersion version, int attempt) throws Exception {
    return handler.run(
        new DocumentInput(version.documentId().toString(), version.id().toString()),
        new RecordedContext(owner, version.taskId(), attempt));
  }

  private List<String> textsOf(NewDocument document) {
    return Sql.query(
        source,
        row -> row.getString(1),
        "select text from chunk where document_id = ? order by no",
        document.id());
  }

  @Test
  void wantsAnId() throws Exception {
    var context = new RecordedContext(owner, UuidV7.next(), 1);

    assertThat(handler.run(new DocumentInput(null, null), context))
        .isInstanceOf(Outcome.GiveUp.class);
    assertThat(handler.run(new DocumentInput("x", null), context))
        .isInstanceOf(Outcome.GiveUp.class);
    assertThat(handler.run(new DocumentInput(UUID.randomUUID().toString(), null), context))
        .isInstanceOf(Outcome.GiveUp.class);
  }

  private String reason(NewDocument document) throws Exception {
    var outcome = (Outcome.GiveUp<DocumentOutput>) run(document, attempt(document, 1));
    assertThat(stored(document).status()).isEqualTo(DocumentStatus.FAILED);
    assertThat(stored(document).error()).isEqualTo(outcome.reason());
    assertThat(pagesOf(document)).isEmpty();
    return outcome.reason();
  }

  private Outcome<DocumentOutput> run(NewDocument document, RecordedContext context)
      throws Exception {
    return handler.run(new DocumentInput(document.id().toString(), null), context);
  }

  private RecordedContext attempt(NewDocument document, int number) {
    return new RecordedContext(owner, document.taskId(), number);
  }

  private Document stored(NewDocument document) {
    return documents.find(owner, document.id()).orElseThrow();
  }

  private List<Integer> pagesOf(NewDocument document) {
    return Sql.query(
        source,
        row -> row.getInt(1),
        "select distinct page from chunk where document_id = ? order by page",
        document.id());
  }

  private NewDocument upload(String name, byte[] content) throws Exception {
    var file = files.save(new ByteArrayInputStream(content), content.length);
    var document =
        new NewDocument(
            UuidV7.next(),
            owner,
            name,
            "application/pdf",
            file.size(),
            file.sha256(),
            file.key(),
            UuidV7.next());
    documents.add(document);
    return document;
  }
}
