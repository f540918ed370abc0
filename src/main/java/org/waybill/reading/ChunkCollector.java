package org.waybill.reading;

import java.util.ArrayList;
import java.util.List;
import org.waybill.agent.Embeddings;
import org.waybill.document.Chunk;
import org.waybill.document.PackedVector;
import org.waybill.text.Sentences;

/**
 * Makes the passages of a document with their vectors, page by page, and keeps them as it goes on.
 * What an earlier attempt has made of the same pages is not made again.
 */
final class ChunkCollector {

  /** The remaining percent are for storing them. */
  private static final int PERCENT = 95;

  private static final int FULL = 100;
  private static final int AT_ONCE = 32;

  private final Embeddings embeddings;
  private final IndexDraft draft;
  private final List<Chunk> chunks;
  private final int kept;
  private int passed;

  /**
   * @param kept the passages that earlier attempts have made
   */
  ChunkCollector(Embeddings embeddings, IndexDraft draft, List<Chunk> kept) {
    this.embeddings = embeddings;
    this.draft = draft;
    this.chunks = new ArrayList<>(kept);
    this.kept = kept.size();
  }

  /** All passages of these pages, which have their headings marked. */
  List<Chunk> of(List<String> pages) throws InterruptedException {
    Chunker chunker = new Chunker();
    List<String> bodies = PageText.bodies(pages);
    for (int page = 1; page <= bodies.size(); page++) {
      index(page, bodies.size(), chunker.cut(bodies.get(page - 1)));
    }
    return chunks;
  }

  /** Whether the passages that are kept are those of the pages; a newer version cuts otherwise. */
  static boolean fits(List<Chunk> kept, List<String> pages) {
    Chunker chunker = new Chunker();
    int at = 0;
    List<String> bodies = PageText.bodies(pages);
    for (int page = 1; page <= bodies.size() && at < kept.size(); page++) {
      for (Chunker.Piece piece : chunker.cut(bodies.get(page - 1))) {
        if (at < kept.size()) {
          Chunk chunk = kept.get(at++);
          if (chunk.page() != page || !chunk.text().equals(piece.text())) {
            return false;
          }
        }
      }
    }
    return at == kept.size();
  }

  private void index(int page, int total, List<Chunker.Piece> pieces) throws InterruptedException {
    int from = Math.min(pieces.size(), kept - passed);
    passed += from;
    if (from > 0 && from == pieces.size() && page < total) {
      return;
    }
    while (from < pieces.size()) {
      int to = Math.min(from + AT_ONCE, pieces.size());
      draft.check();
      List<Chunk> made = made(page, pieces.subList(from, to));
      draft.add(chunks.size(), made);
      chunks.addAll(made);
      if (to < pieces.size()) {
        // Most text files are one page, and a long one takes minutes.
        long done = (page - 1L) * FULL + (long) FULL * to / pieces.size();
        draft.progress("Page " + page + " of " + total, percent(done, total));
      }
      from = to;
    }
    draft.progress("Page " + page + " of " + total, percent((long) page * FULL, total));
  }

  private List<Chunk> made(int page, List<Chunker.Piece> pieces) throws InterruptedException {
    List<float[]> vectors =
        embeddings.of(
            pieces.stream().map(piece -> Chunk.inContext(piece.heading(), piece.text())).toList());
    List<Chunk> made = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      Chunker.Piece piece = pieces.get(i);
      List<String> sentences = Sentences.of(piece.text());
      byte[] packed =
          sentences.size() < 2 ? new byte[0] : PackedVector.packAll(embeddings.of(sentences));
      made.add(
          new Chunk(
              page, piece.heading(), piece.text(), PackedVector.pack(vectors.get(i)), packed));
    }
    return made;
  }

  private static int percent(long done, int total) {
    return IndexDraft.PERCENT_OF_READING
        + (int) ((PERCENT - IndexDraft.PERCENT_OF_READING) * done / ((long) FULL * total));
  }
}
