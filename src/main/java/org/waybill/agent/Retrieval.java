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
import org.waybill.document.QueryWords;
import org.waybill.document.SearchHit;
import org.waybill.document.SearchScope;
import org.waybill.owner.Owner;
import org.waybill.text.SearchWords;

/** Finds the passages of a user's documents that match a question, by meaning and by words. */
@ApplicationScoped
public class Retrieval {

  /** Below this similarity no passage answers. */
  private static final float POSSIBLE = 0.30f;

  /** What all of the question's words in a passage add to its similarity. */
  private static final float WORDS_PART = 0.2f;

  /** At this sum a passage answers: unrelated questions stay below it, nearly all of them. */
  private static final float ENOUGH = 0.585f;

  /** The same where words are most of it: for languages of which the model knows little. */
  private static final float MOSTLY_WORDS_PART = 0.5f;

  private static final float ENOUGH_BY_WORDS = 0.74f;

  // The order of passages, as the benchmark of search found it best.
  private static final float SENTENCE_PART = 0.5f;
  private static final float COVERAGE_PART = 0.4f;
  private static final float RARITY_PART = 0.1f;
  private static final float FOREIGN = 0.05f;

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
    return find(SearchScope.of(owner), question).stream()
        .filter(Passage::answers)
        .limit(limit)
        .toList();
  }

  /** Passages that are related to the question, best first. */
  public List<Passage> related(SearchScope scope, String question, int limit)
      throws InterruptedException {
    return find(scope, question).stream()
        .filter(passage -> passage.answers() || passage.coverage() > 0)
        .limit(limit)
        .toList();
  }

  private List<Passage> find(SearchScope scope, String question) throws InterruptedException {
    if (!chunks.any(scope)) {
      // The question is not embedded in vain.
      return List.of();
    }
    String asked = question.strip();
    String cut = asked.substring(0, Math.min(asked.length(), LONGEST_QUESTION));
    QueryTerms queryTerms = QueryTerms.of(cut);
    float[] vector = embeddings.of(cut);
    List<String> words = SearchWords.of(cut);
    Chunks.Candidates candidates =
        chunks.candidates(
            scope, new QueryWords(words, QueryTerms.meaningful(words)), vector, CANDIDATES);
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
    float rank =
        searchHit.cosine()
            + SENTENCE_PART * (score - searchHit.cosine())
            + COVERAGE_PART * coverage
            + RARITY_PART * searchHit.words()
            - (searchHit.foreign() ? FOREIGN : 0);
    return new Passage(
        searchHit.documentId(),
        searchHit.name(),
        searchHit.page(),
        searchHit.heading(),
        searchHit.text(),
        score,
        coverage,
        rank,
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
    return score >= POSSIBLE
        && (score + WORDS_PART * coverage >= ENOUGH
            || score + MOSTLY_WORDS_PART * coverage >= ENOUGH_BY_WORDS);
  }

  private static List<Passage> withoutRepeats(List<Passage> passages) {
    Set<String> seen = new HashSet<>();
    return passages.stream().filter(passage -> seen.add(passage.text())).toList();
  }
}
