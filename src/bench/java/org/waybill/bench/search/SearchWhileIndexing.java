package org.waybill.bench.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.waybill.bench.load.HttpRequest;
import org.waybill.bench.load.Load;
import org.waybill.bench.load.OpenLoop;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.Kind;
import org.waybill.questions.Question;
import org.waybill.running.Api;

/** Searches at a steady rate, alone and while another user's documents are indexed. */
final class SearchWhileIndexing {

  private static final int PER_SECOND = 20;
  private static final int PAGES = 300;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final FigureBuilder alone =
      new FigureBuilder("search: p99 at 20 questions/s", "ms", Bar.none());
  private final FigureBuilder beside =
      new FigureBuilder(
          "search: p99 at 20 questions/s while 300 pages are indexed", "ms", Bar.atMost(500));
  private final FigureBuilder indexing =
      new FigureBuilder("search: pages indexed per second beside 20 questions/s", "/s", Bar.none());

  List<Figure> measure(
      Api server, Map<String, Path> documents, RightPages pages, List<Question> questions)
      throws InterruptedException {
    List<byte[]> requests = questions.stream().map(question -> request(server, question)).toList();
    alone.add(Kind.WAYBILL, p99(server, requests, alone));

    Map<String, Path> chosen = some(documents, pages);
    int number = chosen.keySet().stream().mapToInt(pages::pages).sum();
    long start = System.nanoTime();
    CompletableFuture<Long> indexed =
        CompletableFuture.supplyAsync(
            () -> {
              add(new Library(server.user("indexing")), chosen);
              return System.nanoTime() - start;
            });
    beside.add(Kind.WAYBILL, p99(server, requests, beside));
    double seconds = Duration.ofNanos(indexed.join()).toMillis() / 1e3;
    indexing.add(Kind.WAYBILL, number / seconds);
    beside.note(Kind.WAYBILL, "%d pages were indexed in %.0f s".formatted(number, seconds));
    return List.of(alone.figure(), beside.figure(), indexing.figure());
  }

  private static double p99(Api server, List<byte[]> requests, FigureBuilder figure)
      throws InterruptedException {
    Load load = OpenLoop.during(server.base(), requests, PER_SECOND, WINDOW);
    if (load.refused() + load.failed() > 0) {
      figure.note(Kind.WAYBILL, load.refused() + " refused, " + load.failed() + " failed");
    }
    figure.note(Kind.WAYBILL, "p50 %.0f ms".formatted(load.millisAt(50)));
    return load.millisAt(99);
  }

  private static byte[] request(Api server, Question question) {
    String q = URLEncoder.encode(question.text(), StandardCharsets.UTF_8);
    return HttpRequest.get(
        URI.create(server.base() + "/api/documents/search?limit=10&q=" + q),
        Map.of("Authorization", "Bearer " + server.token()));
  }

  /** Documents with pages, until there are enough of them. */
  private static Map<String, Path> some(Map<String, Path> documents, RightPages pages) {
    Map<String, Path> chosen = new LinkedHashMap<>();
    int number = 0;
    for (Map.Entry<String, Path> each : documents.entrySet()) {
      if (number < PAGES && each.getKey().endsWith(".pdf")) {
        chosen.put(each.getKey(), each.getValue());
        number += pages.pages(each.getKey());
      }
    }
    return chosen;
  }

  private static void add(Library library, Map<String, Path> documents) {
    try {
      library.add(documents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
