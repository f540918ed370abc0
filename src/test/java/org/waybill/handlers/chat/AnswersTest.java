package org.waybill.handlers.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.agent.Citation;
import org.waybill.agent.LocalAgent;
import org.waybill.agent.TestAgents;
import org.waybill.agent.loop.ChatHistory;
import org.waybill.config.Settings;
import org.waybill.document.DocumentVersions;
import org.waybill.document.Documents;
import org.waybill.document.Drafts;
import org.waybill.document.NewDocument;
import org.waybill.document.TestDatabase;
import org.waybill.files.FileStore;
import org.waybill.handler.Outcome;
import org.waybill.handler.RecordedContext;
import org.waybill.handlers.document.DocumentHandler;
import org.waybill.handlers.document.DocumentIndexer;
import org.waybill.handlers.document.DocumentInput;
import org.waybill.owner.Owner;
import org.waybill.reading.Indexer;
import org.waybill.reading.Ocr;
import org.waybill.reading.Pdfs;
import org.waybill.reading.ReaderPool;
import org.waybill.reading.TextExtractors;
import org.waybill.task.UuidV7;
import org.waybill.time.Ticker;

/** Asks the local agent about four real documents, through both handlers. */
class AnswersTest {

  private record Asked(String document, int page, String question) {}

  private static final DataSource SOURCE = TestDatabase.source();
  private static final Owner OWNER = new Owner("tenant-" + UuidV7.next(), "ada");
  private static final Settings SETTINGS = new Settings(name -> null);
  private static final ChatHandler CHAT =
      new ChatHandler(
          TestAgents.agent(SOURCE, SETTINGS), new ChatHistory(SOURCE), new AnswerCitations(SOURCE));

  @TempDir private static Path folder;

  @BeforeAll
  static void index() throws Exception {
    FileStore files = new FileStore(folder);
    Documents documents = new Documents(SOURCE);
    DocumentVersions versions = new DocumentVersions(SOURCE);
    DocumentHandler handler =
        new DocumentHandler(
            documents,
            versions,
            new DocumentIndexer(
                documents,
                versions,
                files,
                new TextExtractors(SETTINGS, new ReaderPool(SETTINGS), new Ocr(SETTINGS)),
                new Indexer(
                    TestAgents.chunks(SOURCE),
                    new Drafts(SOURCE),
                    TestAgents.embeddings(),
                    SETTINGS,
                    new Ticker())));
    for (String name : List.of("handbook", "espresso", "garten", "runbook")) {
      byte[] pdf = Pdfs.of(Pdfs.corpus(name));
      var file = files.save(new ByteArrayInputStream(pdf), pdf.length);
      var document =
          new NewDocument(
              UuidV7.next(),
              OWNER,
              name + ".pdf",
              "application/pdf",
              file.size(),
              file.sha256(),
              file.key(),
              UuidV7.next());
      documents.add(document);
      var context = new RecordedContext(OWNER, document.taskId(), 1);
      assertThat(handler.run(new DocumentInput(document.id().toString(), null), context))
          .isInstanceOf(Outcome.Done.class);
    }
  }

  @Test
  void citesTheRightPageOfTheRightDocument() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Asked asked : questions().filter(q -> q.page() > 0).toList()) {
      ChatOutput answer = ask(asked.question());
      var best = answer.citations().isEmpty() ? null : answer.citations().get(0);
      if (best == null
          || best.page() != asked.page()
          || !best.name().equals(asked.document() + ".pdf")) {
        wrong.add(asked.question() + " → " + answer.citations());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void findsNothingForQuestionsFromOutside() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Asked asked : questions().filter(q -> q.page() == 0).toList()) {
      ChatOutput answer = ask(asked.question());
      if (!answer.answer().contains("not found in your documents")
          || !answer.citations().isEmpty()) {
        wrong.add(asked.question() + " → " + answer.answer());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void signsEveryAnswerAndStreamsExactlyWhatItAnswers() throws Exception {
    for (String question : List.of("What is 6 * 7?", "When is descaling due?", "Who is Zorro?")) {
      var context = new RecordedContext(OWNER, UuidV7.next(), 1);

      ChatOutput answer = ask(question, context);

      assertThat(answer.agent()).isEqualTo("Local agent (no language model)");
      assertThat(answer.answer()).doesNotContain(LocalAgent.NAME);
      assertThat(context.partials()).hasSizeGreaterThan(3);
      assertThat(String.join("", context.partials())).isEqualTo(answer.answer());
    }
  }

  @Test
  void calculatesBeforeItSearches() throws Exception {
    assertThat(ask("What is 12 * 12?").answer()).endsWith("12 * 12 = 144");
    assertThat(ask("Ist 2028 ein Schaltjahr?").answer()).contains("Ja");
  }

  @Test
  void citationsAreFieldsWithTheirPassage() throws Exception {
    Citation first = ask("How many days of annual leave do I get?").citations().get(0);

    assertThat(first.number()).isEqualTo(1);
    assertThat(first.name()).isEqualTo("handbook.pdf");
    assertThat(first.page()).isEqualTo(6);
    assertThat(first.text()).contains("28 days");
  }

  @Test
  void writesTheCitationAsDocumentPageAndScore() throws Exception {
    assertThat(ask("How many days of annual leave do I get?").answer())
        .containsPattern("28 days.*\\[handbook\\.pdf, page 6, score 0\\.[4-9]\\d]");
  }

  @Test
  void doesNotQuoteAnothersDocuments() throws Exception {
    var stranger = new RecordedContext(new Owner(OWNER.tenant(), "bob"), UuidV7.next(), 1);

    assertThat(
            CHAT.run(
                new ChatInput("c1", null, "How many days of annual leave do I get?", null, null),
                stranger))
        .isEqualTo(needsModel());
    assertThat(stranger.partials()).isEmpty();
  }

  /** What is no question on a document is not answered with "not found". */
  @Test
  void whatTakesAModelSaysSo() throws Exception {
    for (String request :
        List.of(
            "Book a flight to Lisbon.",
            "Translate this into French.",
            "Write a poem about autumn",
            "Hello",
            "Send Ann a message",
            "Order ten boxes of paper for the office")) {
      var context = new RecordedContext(OWNER, UuidV7.next(), 1);
      assertThat(CHAT.run(new ChatInput("c1", null, request, null, null), context))
          .as(request)
          .isEqualTo(needsModel());
    }
  }

  private static Outcome<ChatOutput> needsModel() {
    return Outcome.giveUp(
        "needs_model", "This needs a language model, and none is configured (WAYBILL_LLM_URL).");
  }

  private static ChatOutput ask(String question) throws Exception {
    return ask(question, new RecordedContext(OWNER, UuidV7.next(), 1));
  }

  private static ChatOutput ask(String question, RecordedContext context) throws Exception {
    var outcome = CHAT.run(new ChatInput("c1", null, question, null, null), context);
    return ((Outcome.Done<ChatOutput>) outcome).output();
  }

  private static Stream<Asked> questions() throws Exception {
    return Files.readAllLines(Path.of("src/test/resources/corpus/questions.tsv")).stream()
        .map(line -> line.split("\t"))
        .map(cells -> new Asked(cells[0], Integer.parseInt(cells[1]), cells[2]));
  }
}
