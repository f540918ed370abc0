package org.waybill.reading;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.waybill.time.Ticker;

/**
 * Another process, in which documents are parsed. The thread that waits for it also checks its
 * limits: a parser cannot be stopped, but its process can be killed.
 */
final class ReaderProcess implements AutoCloseable {

  /** Exit code of a JVM that has run out of memory. */
  private static final int OUT_OF_MEMORY = 3;

  private static final long FRAME_OVERHEAD = 64_000;
  private static final int COMPLAINT = 500;

  /** Receives pages, images and notes. */
  @FunctionalInterface
  interface FrameSink {
    void frame(ReaderFrame frame) throws InterruptedException;
  }

  private final Process process;
  private final DataOutputStream requests;
  private final ReaderWatch watch;
  private final DataInputStream frames;
  private final ReaderLimits limits;
  private int served;

  private ReaderProcess(Process process, ReaderLimits limits) {
    this.process = process;
    this.limits = limits;
    this.requests = new DataOutputStream(process.getOutputStream());
    this.watch = new ReaderWatch(new Ticker(), process, limits);
    this.frames = new DataInputStream(new BufferedInputStream(watch, 1 << 16));
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @throws IOException if no process can be started here
   */
  static ReaderProcess start(ProcessBuilder command, ReaderLimits limits, Duration patience)
      throws IOException {
    ReaderProcess reader = new ReaderProcess(command.start(), limits);
    try {
      reader.watch.beginProcess(patience);
      ReaderFrame.read(reader.frames, FRAME_OVERHEAD);
      return reader;
    } catch (UnreadableDocument | IOException e) {
      String complaint = reader.complaint();
      reader.close();
      throw new IOException(complaint, e);
    } catch (Budget.Stopped e) {
      reader.close();
      throw e;
    }
  }

  /** Whether it can read another document. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** How many documents it has read completely. */
  int served() {
    return served;
  }

  /**
   * Reads a document.
   *
   * @throws ReaderGone if it had ended before it wrote anything
   */
  void read(ReaderRequest request, FrameSink sink, BooleanSupplier stopped)
      throws IOException, InterruptedException {
    long longest = request.longestFrame();
    watch.beginDocument(stopped);
    try {
      request.write(requests);
    } catch (IOException e) {
      throw gone(e);
    }
    boolean ended = false;
    while (!ended) {
      ReaderFrame frame = next(longest);
      if (frame.kind() == ReaderFrame.Kind.IMAGE) {
        watch.imageRead();
      }
      ended = takes(frame, request, sink);
      watch.pageRead();
    }
    served++;
  }

  private ReaderFrame next(long longest) throws IOException {
    try {
      return ReaderFrame.read(frames, longest);
    } catch (EOFException e) {
      throw ended(e);
    }
  }

  private IOException ended(EOFException cause) {
    try {
      if (process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == OUT_OF_MEMORY) {
        throw limits.tooLarge();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return gone(cause);
  }

  /** If a new process ends without output, the document is the cause. */
  private IOException gone(IOException cause) {
    return watch.hasHeard() || served == 0
        ? new IOException("The process that read the document exited", cause)
        : new ReaderGone(cause);
  }

  private static boolean takes(ReaderFrame frame, ReaderRequest request, FrameSink sink)
      throws IOException, InterruptedException {
    switch (frame.kind()) {
      case PAGE, IMAGE, NOTE -> sink.frame(frame);
      case UNREADABLE -> throw new Refused(frame.text());
      case GONE -> throw new NoSuchFileException(request.file().toString());
      case FAILED -> throw new IOException("The document could not be read: " + frame.text());
      case READY, END -> {
        return frame.kind() == ReaderFrame.Kind.END;
      }
    }
    return false;
  }

  private String complaint() {
    try {
      process.waitFor(1, TimeUnit.SECONDS);
      int length = Math.min(COMPLAINT, process.getErrorStream().available());
      byte[] text = process.getErrorStream().readNBytes(length);
      return new String(text, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Kills the process at once. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The parser's own verdict on a document; the process can still be used. */
  static final class Refused extends UnreadableDocument {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /** The process had ended before it got the document: use another one. */
  static final class ReaderGone extends IOException {
    private static final long serialVersionUID = 1L;

    ReaderGone(IOException cause) {
      super("The document reader process exited", cause);
    }
  }
}
