package org.waybill.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.waybill.agent.Embeddings;
import org.waybill.config.DocumentKnobs;
import org.waybill.config.Settings;
import org.waybill.document.Chunks;
import org.waybill.document.IndexRun;
import org.waybill.handler.TaskContext;

/** Makes a document searchable. */
@ApplicationScoped
public class Indexer {

  private final Chunks chunks;
  private final Embeddings embeddings;
  private final Limits limits;
  private final Duration longest;

  /** What was indexed. */
  public record Indexed(int pages, int chunks, int characters) {}

  /** For the container's proxy. */
  protected Indexer() {
    this.chunks = null;
    this.embeddings = null;
    this.limits = null;
    this.longest = null;
  }

  @Inject
  public Indexer(Chunks chunks, Embeddings embeddings, Settings settings) {
    this.chunks = chunks;
    this.embeddings = embeddings;
    this.limits = Limits.of(settings);
    this.longest = settings.get(DocumentKnobs.TIME);
  }

  /**
   * Reads these pages and publishes them; the document must have been begun by this run.
   *
   * @param progress takes what is being done, and how far it is, in percent
   * @return empty if the document was deleted, or a later attempt has it
   * @throws UnreadableDocument if the file is at fault
   */
  public Optional<Indexed> index(
      Pages pages, Path file, IndexRun run, TaskContext context, ObjIntConsumer<String> progress)
      throws IOException, InterruptedException {
    Indexing indexing = new Indexing(embeddings, limits, longest, context, progress);
    pages.read(file, indexing);
    context.stopIfCancelled();
    var found = indexing.chunks();
    return chunks.publish(run, indexing.pages(), found)
        ? Optional.of(new Indexed(indexing.pages(), found.size(), indexing.characters()))
        : Optional.empty();
  }
}
