package org.waybill.bench.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.CpuTime;
import org.waybill.bench.system.Kind;
import org.waybill.bench.system.Waybill;
import org.waybill.questions.Question;
import org.waybill.questions.QuestionFile;
import org.waybill.running.RunningServer;

/** Asks the questions about the documents, of a Waybill without a language model. */
public final class Search {

  private static final int LIMIT = 10;
  private static final Path ROWS = Path.of("target", "bench", "search.tsv");
  private static final Path TABLE = Path.of("target", "bench", "search.md");

  private final FigureBuilder indexing =
      new FigureBuilder("search: all documents indexed after", "s", Bar.none());
  private final FigureBuilder searching =
      new FigureBuilder("search: CPU of server and database per search", "ms", Bar.none());
  private final FigureBuilder answering =
      new FigureBuilder("search: CPU of server and database per answer", "ms", Bar.none());

  /** Prints tables of its own, since no peer searches documents. */
  public List<Figure> measure() throws IOException, SQLException, InterruptedException {
    Shelf shelf = DebianPackages.fetch();
    Map<String, Path> documents = new LinkedHashMap<>(shelf.documents());
    List<Figure> beside;
    try (RunningServer server = RunningServer.start(Map.of("WAYBILL_DOCUMENTS_MAX_TIME", "1h"))) {
      var waybill = new Waybill(server);
      var library = new Library(server.api());
      long start = System.nanoTime();
      Map<String, String> failed = library.add(documents);
      indexing.add(Kind.WAYBILL, Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3);
      documents.keySet().removeAll(failed.keySet());
      var right = new RightPages(documents);
      List<Question> questions = askable(documents.keySet());
      report(shelf, failed, ask(waybill, library, right, questions));
      beside = new SearchWhileIndexing().measure(server.api(), documents, right, questions);
    }
    return Stream.concat(
            Stream.of(indexing.figure(), searching.figure(), answering.figure()), beside.stream())
        .toList();
  }

  private List<Finding> ask(
      Waybill waybill, Library library, RightPages right, List<Question> questions)
      throws SQLException, InterruptedException {
    right.faults(questions).forEach(fault -> indexing.note(Kind.WAYBILL, fault));
    Bm25 plain = plain(waybill);
    library.search(questions.get(0).text(), LIMIT);

    CpuTime before = CpuTime.of(waybill);
    List<List<Place>> hits =
        questions.stream().map(question -> library.search(question.text(), LIMIT)).toList();
    CpuTime between = CpuTime.of(waybill);
    List<List<Place>> cited = new ArrayList<>();
    for (Question question : questions) {
      cited.add(library.cited(question.text()));
    }
    CpuTime after = CpuTime.of(waybill);
    searching.add(Kind.WAYBILL, between.microsSince(before, questions.size()) / 1e3);
    answering.add(Kind.WAYBILL, after.microsSince(between, questions.size()) / 1e3);

    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      boolean answered = question.kind().answered();
      findings.add(
          new Finding(
              question,
              answered ? right.of(question) : Set.of(),
              hits.get(i),
              plain.best(question.text(), LIMIT),
              cited.get(i),
              place -> answered && right.isRight(question, place)));
    }
    return findings;
  }

  /** All questions but those about documents that are not there. */
  private static List<Question> askable(Set<String> documents) throws IOException {
    return QuestionFile.read(QuestionFile.USUAL).stream()
        .filter(question -> !question.kind().answered() || documents.contains(question.document()))
        .toList();
  }

  private Bm25 plain(Waybill waybill) throws SQLException {
    var plain = new Bm25();
    try (var connection = waybill.ledger().open();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select d.name, c.page, c.text from chunk c join document d on d.id = c.document_id
                order by d.name, c.no
                """)) {
      while (row.next()) {
        plain.add(new Place(row.getString(1), row.getInt(2)), row.getString(3));
      }
    }
    indexing.note(Kind.WAYBILL, plain.size() + " chunks");
    return plain;
  }

  private void report(Shelf shelf, Map<String, String> failed, List<Finding> findings)
      throws IOException {
    indexing.note(Kind.WAYBILL, "packages " + shelf.versions());
    shelf.missing().forEach((name, why) -> indexing.note(Kind.WAYBILL, name + " missing: " + why));
    failed.forEach((name, why) -> indexing.note(Kind.WAYBILL, name + " not indexed: " + why));
    Files.createDirectories(ROWS.toAbsolutePath().getParent());
    Files.writeString(
        ROWS,
        findings.stream().map(Finding::row).collect(Collectors.joining("", Finding.HEADER, "")));
    String table = Table.of(findings);
    Files.writeString(TABLE, table);
    System.out.println(table);
  }
}
