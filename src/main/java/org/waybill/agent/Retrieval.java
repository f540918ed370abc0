package org.waybill.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.waybill.document.Chunks;
import org.waybill.document.SearchHit;
import org.waybill.owner.Owner;
import org.waybill.text.Sentences;

/** Finds the passages of a user's documents that match a question, by meaning and by words. */
@ApplicationScoped
public class Retrieval {

  /** At this similarity the meaning is enough; unrelated questions reached up to 0.50. */
  private static final float SURE = 0.60f;

  /** At this similarity a passage answers if it also contains words of the question. */
  private static final float LIKELY = 0.40f;

  private static final float ENOUGH_WORDS = 0.34f;

  /** At this similarity a passage answers if it contains all words of the question. */
  private static final float POSSIBLE = 0.30f;

  private static final float ALL_WORDS = 0.99f;

  /** For codes, which the model cannot tell apart: a literal match needs little similarity. */
  private static final float WITH_NAME = 0.15f;

  private static final int LONGEST_QUESTION = 2_000;
  private static final int CANDIDATES = 10;

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
    return find(owner, question, Math.max(limit, CANDIDATES)).stream()
        .filter(Passage::answers)
        .limit(limit)
        .toList();
  }

  /** Passages that are related to the question, best first. */
  public List<Passage> related(Owner owner, String question, int limit)
      throws InterruptedException {
    return find(owner, question, limit).stream()
        .filter(passage -> passage.answers() || passage.coverage() > 0)
        .limit(limit)
        .toList();
  }

  private List<Passage> find(Owner owner, String question, int limit) throws InterruptedException {
    if (!chunks.any(owner)) {
      // The question is not embedded in vain.
      return List.of();
    }
    String asked = question.strip();
    String cut = asked.substring(0, Math.min(asked.length(), LONGEST_QUESTION));
    QueryTerms queryTerms = QueryTerms.of(cut);
    float[] vector = embeddings.of(cut);
    List<Passage> passages = new ArrayList<>();
    for (SearchHit searchHit : chunks.candidates(owner, queryTerms.anyOf(), vector, limit)) {
      passages.add(judge(searchHit, queryTerms, vector));
    }
    passages.sort(Comparator.comparingDouble(Passage::rank).reversed());
    return withoutRepeats(passages);
  }

  private Passage judge(SearchHit searchHit, QueryTerms queryTerms, float[] question)
      throws InterruptedException {
    float score =
        Math.max(0, Math.max(searchHit.cosine(), bestSentence(searchHit.text(), question)));
    float coverage = queryTerms.coverage(searchHit.text());
    return new Passage(
        searchHit.documentId(),
        searchHit.name(),
        searchHit.page(),
        searchHit.text(),
        score,
        coverage,
        answers(queryTerms, searchHit.text(), score, coverage));
  }

  /** The best sentence of a passage separates matches from others better than the whole passage. */
  private float bestSentence(String text, float[] question) throws InterruptedException {
    float best = 0;
    for (float[] sentence : embeddings.of(Sentences.of(text))) {
      best = Math.max(best, Embeddings.cosine(sentence, question));
    }
    return best;
  }

  private static boolean answers(QueryTerms queryTerms, String text, float score, float coverage) {
    if (!queryTerms.names().isEmpty()) {
      return queryTerms.allNamesIn(text) && score >= WITH_NAME;
    }
    return score >= SURE
        || (score >= LIKELY && coverage >= ENOUGH_WORDS)
        || (score >= POSSIBLE && coverage >= ALL_WORDS);
  }

  private static List<Passage> withoutRepeats(List<Passage> passages) {
    Set<String> seen = new HashSet<>();
    return passages.stream().filter(passage -> seen.add(passage.text())).toList();
  }
}
