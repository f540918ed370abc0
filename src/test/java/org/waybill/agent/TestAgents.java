package org.waybill.agent;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.waybill.config.Settings;
import org.waybill.document.Chunks;
import org.waybill.document.Documents;
import org.waybill.document.Vectors;
import org.waybill.model.GivenModels;

/** The agent with all that it needs, wired by hand; one embedder for all tests of a JVM. */
public final class TestAgents {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "long-call");
            thread.setDaemon(true);
            return thread;
          });
  private static final AgentExecutors CALLS = new AgentExecutors(THREADS);
  private static final Embeddings EMBEDDINGS = new Embeddings(new GuardedEmbedder(), CALLS);
  private static final long CACHE = 10_000_000;

  private TestAgents() {}

  public static Embeddings embeddings() {
    return EMBEDDINGS;
  }

  public static Chunks chunks(DataSource source) {
    return new Chunks(source, new Vectors(source, CACHE));
  }

  public static Retrieval retrieval(DataSource source) {
    return new Retrieval(EMBEDDINGS, chunks(source));
  }

  public static LocalAgent local(DataSource source, Clock clock) {
    return new LocalAgent(retrieval(source), new Documents(source), LocalAgent.tools(clock));
  }

  public static ModelAgent model(DataSource source, Settings settings) {
    return new ModelAgent(GivenModels.of(settings, THREADS), retrieval(source));
  }

  /** With a model if the settings name one. */
  public static Agent agent(DataSource source, Settings settings) {
    return new Agent(model(source, settings), local(source, Clock.systemUTC()));
  }
}
