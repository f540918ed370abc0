package org.waybill.api.pipeline;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.waybill.running.Receiver;
import org.waybill.speech.ToneRecording;

/** A transcription server that knows numbers by their tones, and may wait or be busy. */
final class TranscriptionServer implements AutoCloseable {

  private final Receiver receiver;
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile String shut = "";
  private volatile boolean busy;

  TranscriptionServer() throws IOException {
    receiver = new Receiver(this::answer);
  }

  String url() {
    return receiver.at("/v1").toString();
  }

  /** The parts that have come, as {@code language/number}. */
  List<String> sent(String language) {
    return sent.stream().filter(each -> each.startsWith(language + "/")).toList();
  }

  /** This part waits for {@link #open}. */
  void shut(String part) {
    gate = new CountDownLatch(1);
    shut = part;
  }

  void open() {
    gate.countDown();
  }

  /** Asks the next caller to come back. */
  void beBusyOnce() {
    busy = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String head = new String(body, 0, Math.min(2_000, body.length), StandardCharsets.ISO_8859_1);
    String part =
        head.replaceAll("(?s).*name=\"language\"\r\n\r\n(\\w+)\r\n.*", "$1")
            + "/"
            + head.replaceAll("(?s).*part-(\\d+)\\.wav.*", "$1");
    sent.add(part);
    if (busy) {
      busy = false;
      exchange.getResponseHeaders().set("Retry-After", "0");
      Receiver.say(exchange, 503, "later");
      return;
    }
    try {
      if (part.equals(shut)) {
        gate.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    Receiver.say(exchange, 200, ToneRecording.heard(ToneRecording.samples(body)));
  }

  @Override
  public void close() {
    gate.countDown();
    receiver.close();
  }
}
