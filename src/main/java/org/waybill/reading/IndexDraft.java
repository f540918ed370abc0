package org.waybill.reading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.waybill.config.DocumentSettings;
import org.waybill.document.Chunk;
import org.waybill.document.Drafts;
import org.waybill.document.IndexRun;
import org.waybill.handler.TaskContext;
import org.waybill.time.Ticker;

/** What one attempt has read and indexed of a document; kept as it grows. */
final class IndexDraft implements PageReader.Sink {

  /** The document was deleted, or belongs to a later attempt. */
  static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost() {
      super("lost", null, false, false);
    }
  }

  static final int PERCENT_OF_READING = 20;

  private static final int PAGES_AT_ONCE = 50;
  private static final int CHARACTERS_AT_ONCE = 200_000;
  private static final Duration KEPT_EVERY = Duration.ofSeconds(1);
  private static final int MOST_NOTES = 50;

  private final Drafts drafts;
  private final IndexRun run;
  private final TaskContext context;
  private final ObjIntConsumer<String> progress;
  private final ReadingLimits limits;
  private final Duration longest;
  private final Ticker ticker;
  private final List<String> pages;
  private final List<String> notes = new ArrayList<>();
  private final List<Integer> scanned = new ArrayList<>();
  private int kept;
  private int characters;
  private int charactersKept;
  private long keptNanos;
  private long startedNanos;

  /**
   * @param longest maximum time for indexing from {@link #begin} on
   */
  IndexDraft(
      Drafts drafts,
      IndexRun run,
      TaskContext context,
      ObjIntConsumer<String> progress,
      ReadingLimits limits,
      Duration longest,
      Ticker ticker) {
    this.drafts = drafts;
    this.run = run;
    this.context = context;
    this.progress = progress;
    this.limits = limits;
    this.longest = longest;
    this.ticker = ticker;
    this.pages = new ArrayList<>(drafts.pages(run));
    this.kept = pages.size();
    pages.forEach(page -> characters += page.length());
    charactersKept = characters;
    keptNanos = ticker.nanos();
  }

  /** The pages, with marks before their headings. */
  List<String> pages() {
    return pages;
  }

  List<String> notes() {
    return notes;
  }

  /** The numbers of pages that are images which nothing has read. */
  List<Integer> scanned() {
    return scanned;
  }

  int characters() {
    return characters;
  }

  @Override
  public void page(int number, int total, String text) throws InterruptedException {
    context.stopIfCancelled();
    characters += text.length();
    if (characters > limits.characters()) {
      throw new UnreadableDocument(
          "The document has more than %d characters (limit: %s)."
              .formatted(limits.characters(), DocumentSettings.CHARACTERS.env()));
    }
    pages.add(text.replace("\0", ""));
    boolean much =
        pages.size() - kept >= PAGES_AT_ONCE || characters - charactersKept >= CHARACTERS_AT_ONCE;
    if (much || ticker.nanos() - keptNanos > KEPT_EVERY.toNanos()) {
      keep();
    }
    progress.accept("Reading page " + number + " of " + total, PERCENT_OF_READING * number / total);
  }

  @Override
  public void image(int number, int total, byte[] png) throws InterruptedException {
    scanned.add(number);
    page(number, total, "");
  }

  /** Recognising takes long, so that each page counts. */
  @Override
  public void recognised(int number, int total, String text, Duration most)
      throws InterruptedException {
    context.extend(most);
    page(number, total, text);
    keep();
  }

  @Override
  public void note(String text) {
    if (notes.size() < MOST_NOTES && !notes.contains(text)) {
      notes.add(text);
    }
  }

  private void keep() {
    if (kept < pages.size() && !drafts.addPages(run, kept + 1, pages.subList(kept, pages.size()))) {
      throw new Lost();
    }
    kept = pages.size();
    charactersKept = characters;
    keptNanos = ticker.nanos();
  }

  /** All pages are there; their passages are made from now on. */
  void begin() {
    keep();
    startedNanos = ticker.nanos();
  }

  /** Whether to go on. */
  void check() throws InterruptedException {
    context.stopIfCancelled();
    if (ticker.nanos() - startedNanos > longest.toNanos()) {
      throw new UnreadableDocument(
          "Indexing the document takes longer than %d s (limit: %s)."
              .formatted(longest.toSeconds(), DocumentSettings.TIME.env()));
    }
  }

  /** Keeps passages, of which there were so many before. */
  void add(int first, List<Chunk> chunks) {
    if (!drafts.addChunks(run, first, chunks)) {
      throw new Lost();
    }
  }

  void progress(String text, int percent) {
    progress.accept(text, percent);
  }
}
