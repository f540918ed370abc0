package org.waybill.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waybill.document.Chunks;
import org.waybill.document.SearchHit;
import org.waybill.owner.Owner;
import org.waybill.text.SearchWords;

/** Finds the passages of a user's documents that match a question, by meaning and by words. */
@ApplicationScoped
public class Retrieval {

  /** At this similarity the meaning is enough; unrelated questions reached up to 0.50. */
  private static final float SURE = 0.60f;

  /** Below this similarity no passage answers. */
  private static final float POSSIBLE = 0.30f;

  /** Between them, words count half as much as meaning; unrelated questions reached up to 0.67. */
  private static final float WORDS_PART = 0.5f;

  private static final float ENOUGH = 0.69f;

  /** For codes, which the model cannot tell apart: a literal match needs little similarity. */
  private static final float WITH_NAME = 0.15f;

  private static final int LONGEST_QUESTION = 2_000;

  /** Read and judged, however few are wanted: so a shorter list begins as a longer one does. */
  private static final int CANDIDATES = 50;

  private final Embeddings embeddings;
  private final Chunks chunks;

  /** For the container's proxy. */
  protected Retrieval() {
    this(null, null);
  }

  @Inject
  public Retrieval(Embeddings embeddings, Chunks chunks) {
    this.embeddings = embeddings;
    this.chunks = chunks;
  }

  /** Passages that answer the question, best first. */
  public List<Passage> answering(Owner owner, String question, int limit)
      throws InterruptedException {
    return find(owner, question).stream().filter(Passage::answers).limit(limit).toList();
  }

  /** Passages that are related to the question, best first. */
  public List<Passage> related(Owner owner, String question, int limit)
      throws InterruptedException {
    return find(owner, question).stream()
        .filter(passage -> passage.answers() || passage.coverage() > 0)
        .limit(limit)
        .toList();
  }

  private List<Passage> find(Owner owner, String question) throws InterruptedException {
    if (!chunks.any(owner)) {
      // The question is not embedded in vain.
      return List.of();
    }
    String asked = question.strip();
    String cut = asked.substring(0, Math.min(asked.length(), LONGEST_QUESTION));
    QueryTerms queryTerms = QueryTerms.of(cut);
    float[] vector = embeddings.of(cut);
    Chunks.Candidates candidates =
        chunks.candidates(owner, QueryTerms.meaningful(SearchWords.of(cut)), vector, CANDIDATES);
    List<Passage> passages = new ArrayList<>();
    for (SearchHit searchHit : candidates.hits()) {
      passages.add(judge(searchHit, queryTerms, candidates.weights()));
    }
    passages.sort(Comparator.comparingDouble(Passage::rank).reversed());
    return withoutRepeats(passages);
  }

  private static Passage judge(
      SearchHit searchHit, QueryTerms queryTerms, Map<String, Double> weights) {
    float score = Math.max(0, Math.max(searchHit.cosine(), searchHit.sentence()));
    float coverage = coverage(searchHit, weights);
    return new Passage(
        searchHit.documentId(),
        searchHit.name(),
        searchHit.page(),
        searchHit.heading(),
        searchHit.text(),
        score,
        coverage,
        answers(queryTerms, searchHit.inContext(), score, coverage));
  }

  /** The share of the question's words that occur in it, the rarer a word the more it counts. */
  private static float coverage(SearchHit searchHit, Map<String, Double> weights) {
    double total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    if (total == 0) {
      return 0;
    }
    List<String> absent = new ArrayList<>(searchHit.absent());
    absent.removeAll(QueryTerms.inOtherForms(absent, searchHit.inContext()));
    double missing = absent.stream().mapToDouble(weights::get).sum();
    return (float) ((total - missing) / total);
  }

  private static boolean answers(QueryTerms queryTerms, String text, float score, float coverage) {
    if (!queryTerms.names().isEmpty()) {
      return queryTerms.allNamesIn(text) && score >= WITH_NAME;
    }
    return score >= SURE || (score >= POSSIBLE && score + WORDS_PART * coverage >= ENOUGH);
  }

  private static List<Passage> withoutRepeats(List<Passage> passages) {
    Set<String> seen = new HashSet<>();
    return passages.stream().filter(passage -> seen.add(passage.text())).toList();
  }
}
