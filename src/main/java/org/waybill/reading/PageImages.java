package org.waybill.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.DocumentSettings;
import org.waybill.config.Settings;
import org.waybill.document.DocumentFormat;
import org.waybill.owner.Owner;
import org.waybill.reading.PageImageRequested.Result;

/**
 * Pictures of pages, drawn by reader processes and never by the server itself: what a page takes is
 * only known when it is drawn. A few at once on each node; a user may wait for a few more.
 */
@ApplicationScoped
public class PageImages {

  private static final Logger LOG = Logger.getLogger(PageImages.class.getName());

  /** Of one user, drawn or waiting. */
  private static final int MOST_OF_A_USER = 4;

  /** Of all: each holds a thread of the server. */
  private static final int MOST_WAITING = 16;

  private static final int WAIT_SECONDS = 10;

  /** There is no room for another picture. */
  public static final class Busy extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean ofUser;

    private Busy(boolean ofUser) {
      super(null, null, false, false);
      this.ofUser = ofUser;
    }

    /** Whether it is the user who has too many. */
    public boolean isOfUser() {
      return ofUser;
    }
  }

  private final ReaderPool readers;
  private final ReadingLimits limits;
  private final Semaphore permits;
  private final Consumer<PageImageRequested> requested;
  private final Map<Owner, Integer> ofUsers = new HashMap<>();

  /** For the container's proxy. */
  protected PageImages() {
    this.readers = null;
    this.limits = null;
    this.permits = null;
    this.requested = null;
  }

  @Inject
  public PageImages(Settings settings, ReaderPool readers, Event<PageImageRequested> events) {
    this(
        readers,
        ReadingLimits.of(settings).withoutPageMemory(),
        settings.get(DocumentSettings.IMAGES),
        events::fire);
  }

  PageImages(
      ReaderPool readers,
      ReadingLimits limits,
      int atOnce,
      Consumer<PageImageRequested> requested) {
    this.readers = readers;
    this.limits = limits;
    this.permits = new Semaphore(atOnce, true);
    this.requested = requested;
  }

  /**
   * The picture of a page of a PDF, as PNG.
   *
   * @throws Busy if too many are drawn
   * @throws UnreadableDocument if the page cannot be drawn, or not within the limits
   * @throws NoSuchFileException if the file is gone
   */
  public byte[] png(Owner owner, Path file, ImageRequest wanted)
      throws Busy, NoSuchFileException, InterruptedException {
    Result result = Result.FAILED;
    enter(owner);
    try {
      if (permits.getQueueLength() >= MOST_WAITING
          || !permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        result = Result.BUSY;
        throw new Busy(false);
      }
      try {
        byte[] png = draw(file, wanted);
        result = Result.DRAWN;
        return png;
      } finally {
        permits.release();
      }
    } finally {
      leave(owner);
      requested.accept(new PageImageRequested(result));
    }
  }

  private synchronized void enter(Owner owner) throws Busy {
    if (ofUsers.getOrDefault(owner, 0) >= MOST_OF_A_USER) {
      requested.accept(new PageImageRequested(Result.BUSY));
      throw new Busy(true);
    }
    ofUsers.merge(owner, 1, Integer::sum);
  }

  private synchronized void leave(Owner owner) {
    ofUsers.computeIfPresent(owner, (same, count) -> count > 1 ? count - 1 : null);
  }

  private byte[] draw(Path file, ImageRequest wanted)
      throws NoSuchFileException, InterruptedException {
    AtomicReference<byte[]> png = new AtomicReference<>();
    ReaderRequest request =
        new ReaderRequest(DocumentFormat.PDF.mediaType(), file, 1, false, limits, wanted);
    boolean started;
    try {
      started = readers.serve(request, frame -> png.set(frame.content()), () -> false);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      // What a hostile page makes of its process is the page's fault.
      LOG.log(Level.INFO, e, () -> "A page of a document could not be drawn");
      throw new UnreadableDocument("The page cannot be drawn.", e);
    }
    if (!started || png.get() == null) {
      throw new UnreadableDocument(
          "Pages can only be drawn where a reader process can be started.");
    }
    return png.get();
  }
}
