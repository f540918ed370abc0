package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.LimitRule.Scope;
import org.waybill.dispatch.WeightedFairQueue.Admission.Answer;
import org.waybill.owner.Owner;

class LimitEvaluationTest {

  private static final String QUEUE = "pipeline_tasks";
  private static final Duration WAIT = Duration.ofMillis(250);
  private static final Owner ANN = new Owner("acme", "ann");
  private static final Owner BOB = new Owner("acme", "bob");
  private static final Owner CARL = new Owner("other", "carl");

  private final Buckets buckets = new Buckets();

  /** Tokens by whom they are for, instead of rows. */
  private static final class Buckets extends RateLimiter {
    private final Map<String, Integer> tokens = new HashMap<>();

    @Override
    int take(LimitRule limitRule, String of, int most) {
      int taken = Math.min(most, tokens.getOrDefault(of, 0));
      tokens.merge(of, -taken, Integer::sum);
      return taken;
    }

    @Override
    void giveBack(LimitRule limitRule, String of, int given) {
      tokens.merge(of, given, Integer::sum);
    }

    @Override
    Duration untilNext(LimitRule limitRule, String of) {
      return WAIT;
    }
  }

  private static LimitRule concurrency(Scope scope, String tenant, String name, int most) {
    return new LimitRule(scope, tenant, name, most, null, null, null, false, 1.0);
  }

  private static LimitRule rate(Scope scope, String tenant, String name, boolean rejects) {
    return new LimitRule(scope, tenant, name, null, null, 10, Duration.ofMinutes(1), rejects, 1.0);
  }

  private LimitEvaluation evaluation(
      Map<Owner, Integer> underWay, int inQueue, LimitRule... rules) {
    return new LimitEvaluation(
        new LimitRules(List.of(rules), Set.of()), buckets, QUEUE, underWay, inQueue);
  }

  @Test
  void nobodyStartsInAFullQueue() {
    LimitEvaluation limits =
        evaluation(Map.of(), 3, concurrency(Scope.QUEUE, LimitRule.EACH, QUEUE, 4));
    assertThat(limits.ask(ANN)).isEqualTo(Answer.YES);
    assertThat(limits.hasBlocked()).isFalse();
    assertThat(limits.ask(CARL)).isEqualTo(Answer.NOBODY);
    assertThat(limits.hasBlocked()).isTrue();
  }

  @Test
  void aTenantWithAllItsPlacesWaitsAndOthersDoNot() {
    LimitEvaluation limits =
        evaluation(Map.of(ANN, 2, BOB, 1), 3, concurrency(Scope.TENANT, "acme", LimitRule.EACH, 4));
    assertThat(limits.ask(BOB)).isEqualTo(Answer.YES);
    assertThat(limits.ask(ANN)).isEqualTo(Answer.NOT_THIS_TENANT);
    assertThat(limits.ask(CARL)).isEqualTo(Answer.YES);
  }

  @Test
  void aUserWithAllPlacesWaitsAndOthersOfTheTenantDoNot() {
    LimitEvaluation limits =
        evaluation(Map.of(ANN, 1), 1, concurrency(Scope.USER, "acme", LimitRule.EACH, 2));
    assertThat(limits.ask(ANN)).isEqualTo(Answer.YES);
    assertThat(limits.ask(ANN)).isEqualTo(Answer.NOT_THIS_USER);
    assertThat(limits.ask(BOB)).isEqualTo(Answer.YES);
  }

  @Test
  void placesThatCouldNotBeUsedAreFreeAgain() {
    LimitEvaluation limits =
        evaluation(
            Map.of(),
            0,
            concurrency(Scope.QUEUE, LimitRule.EACH, QUEUE, 2),
            concurrency(Scope.TENANT, "acme", LimitRule.EACH, 2),
            concurrency(Scope.USER, "acme", "ann", 2));
    assertThat(limits.ask(ANN)).isEqualTo(Answer.YES);
    assertThat(limits.ask(ANN)).isEqualTo(Answer.YES);
    assertThat(limits.ask(ANN)).isEqualTo(Answer.NOBODY);
    limits.giveBack(ANN, 1);
    assertThat(limits.ask(ANN)).isEqualTo(Answer.YES);
  }

  @Test
  void aPausedQueueOrTenantLetsNobodyStart() {
    LimitRules paused = new LimitRules(List.of(), Set.of(new LimitRules.Pause(QUEUE, "acme")));
    LimitEvaluation limits = new LimitEvaluation(paused, buckets, QUEUE, Map.of(), 0);
    assertThat(limits.ask(ANN)).isEqualTo(Answer.NOT_THIS_TENANT);
    assertThat(limits.ask(CARL)).isEqualTo(Answer.YES);
  }

  @Test
  void eachStartCostsATokenAndWithoutOneTheNextTimeIsKnown() {
    buckets.tokens.put("acme/ann", 2);
    LimitEvaluation limits = evaluation(Map.of(), 0, rate(Scope.USER, "acme", "ann", false));
    assertThat(limits.ask(ANN)).isEqualTo(Answer.YES);
    assertThat(limits.ask(ANN)).isEqualTo(Answer.YES);
    assertThat(limits.untilToken()).isEmpty();
    assertThat(limits.ask(ANN)).isEqualTo(Answer.NOT_THIS_USER);
    assertThat(limits.untilToken()).contains(WAIT);
    assertThat(limits.ask(BOB)).isEqualTo(Answer.YES);
  }

  @Test
  void tokensThatWereFetchedAndNotSpentAreGivenBack() {
    buckets.tokens.put(QUEUE, 100);
    LimitEvaluation limits =
        evaluation(Map.of(), 0, rate(Scope.QUEUE, LimitRule.EACH, QUEUE, false));
    for (int i = 0; i < 3; i++) {
      assertThat(limits.ask(ANN)).isEqualTo(Answer.YES);
    }
    limits.giveBack(ANN, 1);
    limits.close();
    assertThat(buckets.tokens).containsEntry(QUEUE, 98);
  }

  @Test
  void whoHasNoTokenOfTheirOwnSpendsNoneOfTheTenant() {
    buckets.tokens.put("acme", 5);
    LimitEvaluation limits =
        evaluation(
            Map.of(),
            0,
            rate(Scope.TENANT, "acme", LimitRule.EACH, false),
            rate(Scope.USER, "acme", "ann", false));
    assertThat(limits.ask(ANN)).isEqualTo(Answer.NOT_THIS_USER);
    assertThat(limits.ask(BOB)).isEqualTo(Answer.YES);
    limits.close();
    assertThat(buckets.tokens).containsEntry("acme", 4);
  }

  /** It was paid for at the submission. */
  @Test
  void aRateThatRejectsKeepsNobodyFromStarting() {
    LimitEvaluation limits = evaluation(Map.of(), 0, rate(Scope.USER, "acme", "ann", true));
    assertThat(limits.ask(ANN)).isEqualTo(Answer.YES);
  }

  @Test
  void aRateKeyIsAskedForEachStart() {
    buckets.tokens.put("acme/mail", 1);
    LimitEvaluation limits = evaluation(Map.of(), 0, rate(Scope.RATE, "acme", "mail", false));
    assertThat(limits.start(ANN, "mail")).isZero();
    assertThat(limits.start(ANN, "mail")).isEqualTo(WAIT);
    assertThat(limits.start(ANN, "other")).isZero();
  }
}
