package org.waybill.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.waybill.agent.Embeddings;
import org.waybill.config.DocumentSettings;
import org.waybill.config.Settings;
import org.waybill.document.Chunks;
import org.waybill.document.IndexRun;
import org.waybill.handler.TaskContext;
import org.waybill.time.Ticker;

/** Makes a document searchable. */
@ApplicationScoped
public class Indexer {

  private final Chunks chunks;
  private final Embeddings embeddings;
  private final ReadingLimits readingLimits;
  private final Duration longest;
  private final Ticker ticker;

  /** The amounts that were indexed. */
  public record Indexed(int pages, int chunks, int characters) {}

  /** For the container's proxy. */
  protected Indexer() {
    this.chunks = null;
    this.embeddings = null;
    this.readingLimits = null;
    this.longest = null;
    this.ticker = null;
  }

  @Inject
  public Indexer(Chunks chunks, Embeddings embeddings, Settings settings, Ticker ticker) {
    this.ticker = ticker;
    this.chunks = chunks;
    this.embeddings = embeddings;
    this.readingLimits = ReadingLimits.of(settings);
    this.longest = settings.get(DocumentSettings.TIME);
  }

  /**
   * Reads the pages and makes them searchable; this attempt must have begun the document.
   *
   * @param progress receives the current activity and the progress in percent
   * @return empty if the document was deleted, or belongs to a later attempt
   * @throws UnreadableDocument if the file cannot be read
   */
  public Optional<Indexed> index(
      PageReader pageReader,
      Path file,
      IndexRun run,
      TaskContext context,
      ObjIntConsumer<String> progress)
      throws IOException, InterruptedException {
    ChunkCollector chunkCollector =
        new ChunkCollector(ticker, embeddings, readingLimits, longest, context, progress);
    pageReader.read(file, chunkCollector);
    chunkCollector.index();
    context.stopIfCancelled();
    var found = chunkCollector.chunks();
    return chunks.publish(run, chunkCollector.pages(), found)
        ? Optional.of(
            new Indexed(chunkCollector.pages(), found.size(), chunkCollector.characters()))
        : Optional.empty();
  }
}
