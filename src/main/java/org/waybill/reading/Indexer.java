package org.waybill.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.waybill.agent.Embeddings;
import org.waybill.config.DocumentSettings;
import org.waybill.config.Settings;
import org.waybill.document.Chunk;
import org.waybill.document.Chunks;
import org.waybill.document.Drafts;
import org.waybill.document.IndexRun;
import org.waybill.handler.TaskContext;
import org.waybill.time.Ticker;

/** Makes a document searchable. */
@ApplicationScoped
public class Indexer {

  private static final int MOST_NUMBERS = 1_000;

  private final Chunks chunks;
  private final Drafts drafts;
  private final Embeddings embeddings;
  private final ReadingLimits readingLimits;
  private final Duration longest;
  private final Ticker ticker;

  /**
   * The amounts that were indexed.
   *
   * @param pagesWithoutText the numbers of the first 1,000 of these pages
   */
  public record Indexed(int pages, int chunks, int characters, List<Integer> pagesWithoutText) {}

  /** For the container's proxy. */
  protected Indexer() {
    this.chunks = null;
    this.drafts = null;
    this.embeddings = null;
    this.readingLimits = null;
    this.longest = null;
    this.ticker = null;
  }

  @Inject
  public Indexer(
      Chunks chunks, Drafts drafts, Embeddings embeddings, Settings settings, Ticker ticker) {
    this.ticker = ticker;
    this.chunks = chunks;
    this.drafts = drafts;
    this.embeddings = embeddings;
    this.readingLimits = ReadingLimits.of(settings);
    this.longest = settings.get(DocumentSettings.TIME);
  }

  /**
   * Reads the pages and makes them searchable; this attempt must have begun the document. Pages and
   * passages that an earlier attempt has finished are not read and made again.
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
    try {
      return indexed(pageReader, file, run, context, progress);
    } catch (IndexDraft.Lost e) {
      return Optional.empty();
    } catch (UnreadableDocument e) {
      drafts.drop(run);
      throw e;
    }
  }

  private Optional<Indexed> indexed(
      PageReader pageReader,
      Path file,
      IndexRun run,
      TaskContext context,
      ObjIntConsumer<String> progress)
      throws IOException, InterruptedException {
    IndexDraft draft =
        new IndexDraft(drafts, run, context, progress, readingLimits, longest, ticker);
    pageReader.read(file, draft.pages().size() + 1, draft);
    draft.begin();
    List<Integer> withoutText = PageText.withoutText(draft.pages(), MOST_NUMBERS);
    List<Chunk> found = new ChunkCollector(embeddings, draft, kept(run, draft)).of(draft.pages());
    if (found.isEmpty()) {
      throw UnreadableDocument.withoutText(draft.scanned(), draft.notes());
    }
    context.stopIfCancelled();
    boolean published =
        chunks.publish(
            run,
            draft.pages().size(),
            found,
            connection -> Drafts.publish(connection, run, withoutText, draft.notes()));
    return published
        ? Optional.of(
            new Indexed(draft.pages().size(), found.size(), draft.characters(), withoutText))
        : Optional.empty();
  }

  private List<Chunk> kept(IndexRun run, IndexDraft draft) {
    List<Chunk> kept = drafts.chunks(run);
    if (ChunkCollector.fits(kept, draft.pages())) {
      return kept;
    }
    drafts.dropChunks(run);
    return List.of();
  }
}
