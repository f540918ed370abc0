package org.waybill.agent;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The embedder with bulkhead and time-out; it is loaded at its first use (some 170 MB). */
@ApplicationScoped
public class GuardedEmbedder {

  private Embedder embedder;
  private boolean isClosed;

  /**
   * Computes in the calling thread. The bulkhead is as wide as the executor before it, so callers
   * wait for the executor instead of being rejected here.
   */
  @Timeout(value = 60, unit = ChronoUnit.SECONDS)
  @Bulkhead(AgentExecutors.EMBEDDINGS_AT_ONCE)
  @CircuitBreaker(requestVolumeThreshold = 8, delay = 10_000)
  public List<float[]> embed(List<String> texts) {
    Embedder loaded = loaded();
    return texts.stream().map(loaded::embed).toList();
  }

  /** Not once the server stops: loading it while the process ends would crash that. */
  private synchronized Embedder loaded() {
    if (isClosed) {
      throw new IllegalStateException("The embedding model is closed");
    }
    if (embedder == null) {
      embedder = new Embedder();
    }
    return embedder;
  }

  @PreDestroy
  synchronized void close() {
    isClosed = true;
    if (embedder != null) {
      embedder.close();
      embedder = null;
    }
  }
}
