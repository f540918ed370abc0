package org.waybill.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.waybill.reading.ReaderFrame.Kind;

/**
 * Main class of the process that reads documents. It reads requests from its standard input and
 * writes pages or pictures to its standard output; it ends with its input, or when it has been idle
 * for some time.
 */
public final class ReaderMain {

  private static final int IDLE_SECONDS = 60;

  private final BlockingQueue<ReaderRequest> requests = new ArrayBlockingQueue<>(1);
  private final DataOutputStream out;

  private ReaderMain(DataOutputStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    var out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    // Output of parsers would break the frames; their log is not needed.
    System.setOut(System.err);
    LogManager.getLogManager().reset();
    ReaderMain reader = new ReaderMain(out);
    Thread input = new Thread(reader::takeRequests, "requests");
    input.setDaemon(true);
    input.start();
    ReaderFrame.of(Kind.READY, "").write(out);
    // Nobody reads what parsers complain of; a full pipe would stop them.
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
    reader.serve();
  }

  /** Takes requests. At the end of the input the parent is gone, and the process ends at once. */
  private void takeRequests() {
    try (DataInputStream in = new DataInputStream(System.in)) {
      while (true) {
        requests.put(ReaderRequest.read(in));
      }
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  private void serve() throws IOException, InterruptedException {
    ReaderRequest request = requests.poll(IDLE_SECONDS, TimeUnit.SECONDS);
    while (request != null) {
      answer(request).write(out);
      request = requests.poll(IDLE_SECONDS, TimeUnit.SECONDS);
    }
    Runtime.getRuntime().halt(0);
  }

  private ReaderFrame answer(ReaderRequest request) throws InterruptedException {
    try {
      if (request.image() != null) {
        byte[] png = new PdfPages(request.limits(), () -> false, false).image(request);
        new ReaderFrame(Kind.IMAGE, request.image().page(), 0, png).write(out);
      } else {
        Parsers.of(request.mediaType(), request.limits(), () -> false, request.images())
            .orElseThrow()
            .read(request.file(), request.from(), new Frames());
      }
      return ReaderFrame.of(Kind.END, "");
    } catch (UnreadableDocument e) {
      return ReaderFrame.of(Kind.UNREADABLE, e.getMessage());
    } catch (NoSuchFileException e) {
      return ReaderFrame.of(Kind.GONE, e.getMessage());
    } catch (StackOverflowError e) {
      return ReaderFrame.of(Kind.UNREADABLE, "The document is nested too deeply.");
    } catch (IOException | RuntimeException e) {
      return ReaderFrame.of(Kind.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void write(ReaderFrame frame) {
    try {
      frame.write(out);
    } catch (IOException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  /** Writes what a parser reads. */
  private final class Frames implements PageReader.Sink {
    @Override
    public void page(int number, int total, String text) {
      write(ReaderFrame.page(number, total, text));
    }

    @Override
    public void image(int number, int total, byte[] png) {
      write(new ReaderFrame(Kind.IMAGE, number, total, png));
    }

    @Override
    public void note(String text) {
      write(ReaderFrame.of(Kind.NOTE, text));
    }
  }
}
