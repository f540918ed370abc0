package org.waybill.tryout;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/** Throw-away. */
@Path("try")
@RequestScoped
public class TryResource {
  @Resource(name = "jms/waybill")
  private ConnectionFactory jms;

  @Resource(name = "jdbc/waybill")
  private DataSource database;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  @GET
  @Path("sql")
  public String sql() throws Exception {
    return sync(database) + " " + sync(relaxed);
  }

  private static String sync(DataSource d) throws Exception {
    try (var c = d.getConnection();
        var s = c.createStatement();
        var r = s.executeQuery("show synchronous_commit")) {
      r.next();
      return r.getString(1);
    }
  }

  @GET
  @Path("async")
  public CompletionStage<String> async() {
    return CompletableFuture.supplyAsync(
        () -> "later", CompletableFuture.delayedExecutor(100, java.util.concurrent.TimeUnit.MILLISECONDS));
  }

  @GET
  @Path("jms")
  public String jms(@QueryParam("n") int n, @QueryParam("ms") String ms) {
    try (var context = jms.createContext()) {
      var producer = context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      var queue = context.createQueue("diagnostics");
      for (int i = 0; i < n; i++) {
        producer.send(queue, ms);
      }
    }
    return "sent";
  }

  @GET
  @Path("count")
  public String count() {
    return TryConsumer.DONE + " done, at once at most " + TryConsumer.PEAK;
  }
}
