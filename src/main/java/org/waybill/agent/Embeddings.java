package org.waybill.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Texts to unit vectors, in this process. */
@ApplicationScoped
public class Embeddings {

  /** Small, so that a question waits for a few chunks of a document, not for all of them. */
  private static final int BATCH = 8;

  private final GuardedEmbedder embedder;
  private final AgentExecutors calls;

  /** For the container's proxy. */
  protected Embeddings() {
    this(null, null);
  }

  @Inject
  public Embeddings(GuardedEmbedder embedder, AgentExecutors calls) {
    this.embedder = embedder;
    this.calls = calls;
  }

  public float[] of(String text) throws InterruptedException {
    return of(List.of(text)).get(0);
  }

  /** One vector for each text, in order. */
  public List<float[]> of(List<String> texts) throws InterruptedException {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += BATCH) {
      List<String> batch = texts.subList(from, Math.min(from + BATCH, texts.size()));
      vectors.addAll(calls.embedding(() -> embedder.embed(batch)));
    }
    return vectors;
  }
}
