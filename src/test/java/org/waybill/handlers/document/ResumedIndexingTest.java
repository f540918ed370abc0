package org.waybill.handlers.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.agent.TestAgents;
import org.waybill.config.Settings;
import org.waybill.document.DocumentVersions;
import org.waybill.document.Documents;
import org.waybill.document.Drafts;
import org.waybill.document.NewDocument;
import org.waybill.document.TestDatabase;
import org.waybill.files.FileStore;
import org.waybill.handler.Outcome;
import org.waybill.handler.RecordedContext;
import org.waybill.owner.Owner;
import org.waybill.reading.Indexer;
import org.waybill.reading.Ocr;
import org.waybill.reading.Pdfs;
import org.waybill.reading.ReaderPool;
import org.waybill.reading.TextExtractors;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;
import org.waybill.time.Ticker;

/** An attempt goes on where an earlier one was ended. */
class ResumedIndexingTest {

  private static final int PAGES = 120;

  @TempDir private Path folder;
  private final DataSource source = TestDatabase.source();
  private final Documents documents = new Documents(source);
  private final DocumentVersions versions = new DocumentVersions(source);
  private final Owner owner = new Owner("tenant-" + UuidV7.next(), "ada");
  private FileStore files;
  private DocumentHandler handler;

  @BeforeEach
  void wire() {
    files = new FileStore(folder);
    Settings settings = new Settings(name -> name.equals("waybill.ocr.command") ? "none" : null);
    handler =
        new DocumentHandler(
            documents,
            versions,
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
                    new Ticker())));
  }

  @Test
  void noPageIsReadOrIndexedTwice() throws Exception {
    NewDocument pumps = upload(pumps());
    RecordedContext first = attempt(pumps, 1).cancelledAfter(PAGES + 50);
    assertThatThrownBy(() -> run(pumps, first)).isInstanceOf(InterruptedException.class);
    assertThat(first.progress()).contains("20 Reading page 120 of 120");
    assertThat(count("document_page", pumps)).isEqualTo(PAGES);
    assertThat(count("chunk_draft", pumps)).isEqualTo(50);
    assertThat(count("chunk", pumps)).isZero();
    mark(pumps);

    RecordedContext second = attempt(pumps, 2);
    var done = (Outcome.Done<DocumentOutput>) run(pumps, second);

    assertThat(done.output().pages()).isEqualTo(PAGES);
    assertThat(second.progress().get(0)).endsWith("Page 51 of 120");
    assertThat(marked(pumps)).as("passages of the first attempt").isEqualTo(50);
    assertThat(count("chunk", pumps)).isEqualTo(PAGES);
    assertThat(count("chunk_draft", pumps)).isZero();
    assertThat(count("document_page", pumps)).isEqualTo(PAGES);
  }

  @Test
  void readingGoesOnAfterTheLastPageThatWasKept() throws Exception {
    NewDocument pumps = upload(pumps());
    RecordedContext first = attempt(pumps, 1).cancelledAfter(60);
    assertThatThrownBy(() -> run(pumps, first)).isInstanceOf(InterruptedException.class);
    assertThat(count("document_page", pumps)).isGreaterThanOrEqualTo(50);

    RecordedContext second = attempt(pumps, 2);
    run(pumps, second);

    assertThat(second.progress()).noneMatch(each -> each.endsWith("Reading page 50 of 120"));
    assertThat(second.progress()).contains("20 Reading page 120 of 120", "95 Page 120 of 120");
    assertThat(count("chunk", pumps)).isEqualTo(PAGES);
  }

  @Test
  void whatWasReadOfAnotherFileIsReadAnew() throws Exception {
    NewDocument pumps = upload(pumps());
    RecordedContext first = attempt(pumps, 1).cancelledAfter(PAGES + 50);
    assertThatThrownBy(() -> run(pumps, first)).isInstanceOf(InterruptedException.class);
    Sql.update(source, "update document set sha256 = 'other' where id = ?", pumps.id());

    RecordedContext second = attempt(pumps, 2);
    run(pumps, second);

    assertThat(second.progress()).anyMatch(each -> each.endsWith("Reading page 1 of 120"));
    assertThat(count("chunk", pumps)).isEqualTo(PAGES);
  }

  @Test
  void pagesWithoutTextAreNamed() throws Exception {
    NewDocument odd = upload(Pdfs.of(List.of("One.", "", "Three.", "", "")));

    var done = (Outcome.Done<DocumentOutput>) run(odd, attempt(odd, 1));

    assertThat(done.output().pagesWithoutText()).containsExactly(2, 4, 5);
    assertThat(documents.find(owner, odd.id()).orElseThrow().pagesWithoutText())
        .containsExactly(2, 4, 5);
  }

  @Test
  void scansNeedCharacterRecognition() throws Exception {
    NewDocument scan = upload(Pdfs.of(List.of("", "")));

    var refused = (Outcome.GiveUp<DocumentOutput>) run(scan, attempt(scan, 1));

    assertThat(refused.code()).isEqualTo("needs_ocr");
    assertThat(refused.reason()).contains("pages 1–2", "WAYBILL_OCR_COMMAND");
    assertThat(count("document_page", scan)).isZero();
  }

  private static byte[] pumps() throws Exception {
    return Pdfs.of(IntStream.rangeClosed(1, PAGES).mapToObj(i -> "Pump number " + i).toList());
  }

  /** So that they can be told from passages that are made anew. */
  private void mark(NewDocument document) {
    Sql.update(
        source,
        "update chunk_draft set sentences = 'kept'::bytea where document_id = ?",
        document.id());
  }

  private int marked(NewDocument document) {
    return Sql.query(
            source,
            row -> row.getInt(1),
            "select count(*) from chunk where document_id = ? and sentences = 'kept'::bytea",
            document.id())
        .get(0);
  }

  private int count(String table, NewDocument document) {
    return Sql.query(
            source,
            row -> row.getInt(1),
            "select count(*) from " + table + " where document_id = ?",
            document.id())
        .get(0);
  }

  private Outcome<DocumentOutput> run(NewDocument document, RecordedContext context)
      throws Exception {
    return handler.run(new DocumentInput(document.id().toString(), null), context);
  }

  private RecordedContext attempt(NewDocument document, int number) {
    return new RecordedContext(owner, document.taskId(), number);
  }

  private NewDocument upload(byte[] content) throws Exception {
    var file = files.save(new ByteArrayInputStream(content), content.length);
    var document =
        new NewDocument(
            UuidV7.next(),
            owner,
            "pumps.pdf",
            "application/pdf",
            file.size(),
            file.sha256(),
            file.key(),
            UuidV7.next());
    documents.add(document);
    return document;
  }
}
