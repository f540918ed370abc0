package org.waybill.running;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real web site on loopback, which counts what is asked for and may keep a visitor waiting. */
public final class LoopbackSite implements AutoCloseable {

  private record Page(int status, String type, byte[] body, Map<String, String> headers) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

  private LoopbackSite(HttpServer server) {
    this.server = server;
  }

  public static LoopbackSite start() {
    try {
      LoopbackSite site =
          new LoopbackSite(
              HttpServer.create(
                  new InetSocketAddress(
                      InetAddress.getLoopbackAddress(), Integer.parseInt(FreePorts.next())),
                  0));
      site.server.setExecutor(site.threads);
      site.server.createContext("/", site::answer);
      site.server.start();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where this page is. */
  public URI put(String path, String type, byte[] body) {
    return put(path, 200, type, body, Map.of());
  }

  public URI put(String path, String type, String body) {
    return put(path, type, body.getBytes(StandardCharsets.UTF_8));
  }

  public URI put(String path, int status, String type, byte[] body, Map<String, String> headers) {
    pages.put(path, new Page(status, type, body, headers));
    return uri(path);
  }

  /** From now on this page waits for {@link #open}. */
  public void shut(String path) {
    gates.put(path, new CountDownLatch(1));
  }

  public void open(String path) {
    gates.get(path).countDown();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** How often this page was asked for. */
  public int asked(String path) {
    return asked.getOrDefault(path, new AtomicInteger()).get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
    try (exchange) {
      CountDownLatch gate = gates.get(path);
      if (gate != null) {
        gate.await();
      }
      Page page = pages.getOrDefault(path, new Page(404, "text/plain", new byte[0], Map.of()));
      exchange.getResponseHeaders().set("Content-Type", page.type());
      page.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          page.status(), page.body().length == 0 ? -1 : page.body().length);
      exchange.getResponseBody().write(page.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
