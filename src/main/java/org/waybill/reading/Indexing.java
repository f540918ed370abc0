package org.waybill.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.waybill.agent.Embeddings;
import org.waybill.document.Chunk;
import org.waybill.document.PackedVector;
import org.waybill.handler.TaskContext;

/** Collects the chunks of one document as its pages come. */
final class Indexing implements Pages.Sink {

  /** The rest is for storing them. */
  private static final int PERCENT_OF_READING = 95;

  private final Embeddings embeddings;
  private final Limits limits;
  private final TaskContext context;
  private final ObjIntConsumer<String> progress;
  private final List<Chunk> chunks = new ArrayList<>();
  private int pages;
  private int characters;

  Indexing(
      Embeddings embeddings, Limits limits, TaskContext context, ObjIntConsumer<String> progress) {
    this.embeddings = embeddings;
    this.limits = limits;
    this.context = context;
    this.progress = progress;
  }

  @Override
  public void page(int number, int total, String text) throws InterruptedException {
    context.stopIfCancelled();
    characters += text.length();
    if (characters > limits.characters()) {
      throw new UnreadableDocument(
          "The document has more than " + limits.characters() + " characters.");
    }
    List<String> pieces = Chunker.cut(text);
    List<float[]> vectors = embeddings.of(pieces);
    for (int i = 0; i < pieces.size(); i++) {
      chunks.add(new Chunk(number, pieces.get(i), PackedVector.pack(vectors.get(i))));
    }
    pages = number;
    progress.accept("Page " + number + " of " + total, PERCENT_OF_READING * number / total);
  }

  int pages() {
    return pages;
  }

  int characters() {
    return characters;
  }

  List<Chunk> chunks() {
    if (chunks.isEmpty()) {
      throw new UnreadableDocument(
          "The document has no text; scanned pages would need character recognition.");
    }
    return chunks;
  }
}
