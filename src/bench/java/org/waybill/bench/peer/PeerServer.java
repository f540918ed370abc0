package org.waybill.bench.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.waybill.bench.system.Kind;

/** The plain HTTP server before a peer: {@code POST /tasks} stores the body and answers 202. */
public final class PeerServer {

  public static final String READY = "READY ";

  private static final String SLEEP = "/tasks/sleep/";
  private static final int HTTP_WORKERS = 64;
  private static final int CONNECTIONS = 32;

  private final PeerQueue queue;

  private PeerServer(PeerQueue queue) {
    this.queue = queue;
  }

  public static void main(String[] arguments) throws IOException, SQLException {
    DataSource database = database();
    PeerQueue queue = queue(arguments[0], database, Integer.parseInt(arguments[1]));
    Undertow http =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setWorkerThreads(HTTP_WORKERS)
            .setHandler(new BlockingHandler(new PeerServer(queue)::accept))
            .build();
    http.start();
    var address = (InetSocketAddress) http.getListenerInfo().get(0).getAddress();
    System.out.println(READY + "http://127.0.0.1:" + address.getPort());
    endWithParent();
  }

  private static PeerQueue queue(String name, DataSource database, int threads)
      throws SQLException {
    var results = new Results(database);
    return name.equals(Kind.JOBRUNR.label())
        ? new JobRunrQueue(database, results, threads)
        : new DbSchedulerQueue(database, results, threads);
  }

  private static DataSource database() {
    var config = new HikariConfig();
    config.setJdbcUrl(System.getenv("BENCH_DB_URL"));
    config.setUsername(System.getenv("BENCH_DB_USER"));
    config.setPassword(System.getenv("BENCH_DB_PASSWORD"));
    config.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(config);
  }

  /** The benchmark holds the other end of standard input: it ends when the benchmark does. */
  private static void endWithParent() throws IOException {
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }

  private void accept(HttpServerExchange exchange) throws IOException {
    byte[] body = exchange.getInputStream().readAllBytes();
    String path = exchange.getRequestPath();
    int sleepMs = path.startsWith(SLEEP) ? Integer.parseInt(path.substring(SLEEP.length())) : 0;
    String id = queue.submit(new Job(sleepMs, new String(body, StandardCharsets.UTF_8)));
    exchange.setStatusCode(StatusCodes.ACCEPTED);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send("{\"id\":\"" + id + "\"}");
  }
}
