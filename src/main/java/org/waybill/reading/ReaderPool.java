package org.waybill.reading;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.Settings;
import org.waybill.text.CutText;

/**
 * The processes that read documents. Each reads one document at a time and is then reused; one that
 * had to be killed is replaced for the next document.
 */
@ApplicationScoped
public class ReaderPool {

  private static final Logger LOG = Logger.getLogger(ReaderPool.class.getName());

  /** Starting takes half a second, and much longer on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MOST_IDLE = 2;
  private static final int LONGEST_NOTE = 300;

  /** Bounds the memory that parsers may leak. */
  private static final int MOST_SERVED = 50;

  /** How a process is started. */
  @FunctionalInterface
  interface Command {
    ProcessBuilder of(ReaderLimits limits, Path scratch) throws IOException;
  }

  private final ReaderLimits limits;
  private final Command command;
  private final Deque<ReaderProcess> idle = new ArrayDeque<>();
  private final Set<ReaderProcess> all = new HashSet<>();
  private Path scratch;
  private boolean impossible;

  /** For the container's proxy. */
  protected ReaderPool() {
    this(null, null);
  }

  @Inject
  public ReaderPool(Settings settings) {
    this(ReaderLimits.of(settings), ReaderCommand::of);
  }

  ReaderPool(ReaderLimits limits, Command command) {
    this.limits = limits;
    this.command = command;
  }

  /**
   * Reads a document in another process; returns false, and has done nothing, if no process can be
   * started here.
   */
  boolean read(ReaderRequest request, PageReader.Sink sink, BooleanSupplier stopped)
      throws IOException, InterruptedException {
    return serve(request, frame -> pass(frame, sink), stopped);
  }

  private static void pass(ReaderFrame frame, PageReader.Sink sink) throws InterruptedException {
    switch (frame.kind()) {
      case PAGE -> sink.page(frame.number(), frame.total(), frame.text());
      case IMAGE -> sink.image(frame.number(), frame.total(), frame.content());
      case NOTE -> sink.note(CutText.of(frame.text(), LONGEST_NOTE));
      case READY, END, UNREADABLE, GONE, FAILED -> throw new IllegalArgumentException("no content");
    }
  }

  /** The same for any kind of request. */
  boolean serve(ReaderRequest request, ReaderProcess.FrameSink sink, BooleanSupplier stopped)
      throws IOException, InterruptedException {
    while (true) {
      Optional<ReaderProcess> reader = take();
      if (reader.isEmpty()) {
        return false;
      }
      try {
        readBy(reader.get(), request, sink, stopped);
        return true;
      } catch (ReaderProcess.ReaderGone e) {
        LOG.log(Level.FINE, "An idle reader process had exited; starting another one", e);
      }
    }
  }

  private void readBy(
      ReaderProcess reader,
      ReaderRequest request,
      ReaderProcess.FrameSink sink,
      BooleanSupplier stopped)
      throws IOException, InterruptedException {
    boolean whole = false;
    try {
      reader.read(request, sink, stopped);
      whole = true;
    } catch (ReaderProcess.Refused e) {
      whole = true;
      throw e;
    } catch (Budget.Stopped e) {
      throw new InterruptedException("Interrupted while reading the document");
    } finally {
      giveBack(reader, whole);
    }
  }

  private Optional<ReaderProcess> take() throws InterruptedException {
    synchronized (this) {
      for (ReaderProcess reader = idle.poll(); reader != null; reader = idle.poll()) {
        if (reader.isAlive()) {
          return Optional.of(reader);
        }
        all.remove(reader);
      }
      if (impossible) {
        return Optional.empty();
      }
    }
    return started();
  }

  private Optional<ReaderProcess> started() throws InterruptedException {
    try {
      ReaderProcess reader = ReaderProcess.start(command.of(limits, scratch()), limits, PATIENCE);
      synchronized (this) {
        all.add(reader);
      }
      return Optional.of(reader);
    } catch (Budget.Stopped e) {
      throw new InterruptedException("Interrupted while a reader process was starting");
    } catch (IOException e) {
      sayImpossible(e);
      return Optional.empty();
    }
  }

  private synchronized void sayImpossible(IOException cause) {
    if (!impossible) {
      impossible = true;
      LOG.log(
          Level.WARNING,
          cause,
          () ->
              "Could not start a document reader process; documents are read in the server process,"
                  + " where a slow document cannot be stopped");
    }
  }

  private synchronized Path scratch() throws IOException {
    if (scratch == null) {
      scratch = Files.createTempDirectory("waybill-reader-");
    }
    return scratch;
  }

  private synchronized void giveBack(ReaderProcess reader, boolean whole) {
    if (whole && idle.size() < MOST_IDLE && reader.served() < MOST_SERVED && reader.isAlive()) {
      idle.push(reader);
    } else {
      all.remove(reader);
      reader.close();
    }
  }

  @PreDestroy
  synchronized void close() {
    all.forEach(ReaderProcess::close);
    all.clear();
    idle.clear();
    impossible = true;
  }
}
