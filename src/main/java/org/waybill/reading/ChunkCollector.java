package org.waybill.reading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.waybill.agent.Embeddings;
import org.waybill.config.DocumentSettings;
import org.waybill.document.Chunk;
import org.waybill.document.PackedVector;
import org.waybill.handler.TaskContext;
import org.waybill.text.Sentences;
import org.waybill.time.Ticker;

/** Collects the chunks of one document, page by page. */
final class ChunkCollector implements PageReader.Sink {

  /** The remaining percent are for storing them. */
  private static final int PERCENT_OF_READING = 95;

  private static final int FULL = 100;
  private static final int AT_ONCE = 32;

  private final Ticker ticker;
  private final long startNanos;
  private final Embeddings embeddings;
  private final Duration longest;
  private final ReadingLimits readingLimits;
  private final TaskContext context;
  private final ObjIntConsumer<String> progress;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();
  private int characters;

  /**
   * @param longest maximum time from now on
   */
  ChunkCollector(
      Ticker ticker,
      Embeddings embeddings,
      ReadingLimits readingLimits,
      Duration longest,
      TaskContext context,
      ObjIntConsumer<String> progress) {
    this.ticker = ticker;
    this.startNanos = ticker.nanos();
    this.embeddings = embeddings;
    this.longest = longest;
    this.readingLimits = readingLimits;
    this.context = context;
    this.progress = progress;
  }

  @Override
  public void page(int number, int total, String text) throws InterruptedException {
    context.stopIfCancelled();
    characters += text.length();
    if (characters > readingLimits.characters()) {
      throw new UnreadableDocument(
          "The document has more than %d characters (limit: %s)."
              .formatted(readingLimits.characters(), DocumentSettings.CHARACTERS.env()));
    }
    pages.add(text);
  }

  /** To be called when all pages are there. */
  void index() throws InterruptedException {
    Chunker chunker = new Chunker();
    List<String> bodies = PageText.bodies(pages);
    for (int page = 1; page <= bodies.size(); page++) {
      index(page, chunker.cut(bodies.get(page - 1)));
    }
  }

  private void index(int number, List<Chunker.Piece> pieces) throws InterruptedException {
    int total = pages.size();
    for (int from = 0; from < pieces.size(); from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, pieces.size());
      add(number, pieces.subList(from, to));
      if (to < pieces.size()) {
        // Most text files are one page, and a long one takes minutes.
        int done = (number - 1) * FULL + FULL * to / pieces.size();
        progress.accept("Page " + number + " of " + total, percent(done, total));
      }
    }
    progress.accept("Page " + number + " of " + total, percent(number * FULL, total));
  }

  private void add(int page, List<Chunker.Piece> pieces) throws InterruptedException {
    context.stopIfCancelled();
    if (ticker.nanos() - startNanos > longest.toNanos()) {
      throw new UnreadableDocument(
          "Indexing the document takes longer than %d s (limit: %s)."
              .formatted(longest.toSeconds(), DocumentSettings.TIME.env()));
    }
    List<float[]> vectors =
        embeddings.of(
            pieces.stream().map(piece -> Chunk.inContext(piece.heading(), piece.text())).toList());
    for (int i = 0; i < pieces.size(); i++) {
      Chunker.Piece piece = pieces.get(i);
      List<String> sentences = Sentences.of(piece.text());
      byte[] packed =
          sentences.size() < 2 ? new byte[0] : PackedVector.packAll(embeddings.of(sentences));
      chunks.add(
          new Chunk(
              page, piece.heading(), piece.text(), PackedVector.pack(vectors.get(i)), packed));
    }
  }

  private static int percent(long done, int total) {
    return (int) (PERCENT_OF_READING * done / ((long) FULL * total));
  }

  int pages() {
    return pages.size();
  }

  int characters() {
    return characters;
  }

  List<Chunk> chunks() {
    if (chunks.isEmpty()) {
      throw new UnreadableDocument(
          "The document has no text; scanned pages would need OCR, which is not supported.");
    }
    return chunks;
  }
}
