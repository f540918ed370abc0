package org.waybill.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** Scores on real rows. */
class ScoresTest {

  private static final Owner ANN = new Owner("acme", "ann");
  private static final Owner BOB = new Owner("acme", "bob");

  private World world;
  private Scores scores;

  @BeforeEach
  void noScores() {
    Sql.update(TestDatabase.source(), "truncate task_score, message");
    world = new World(TestDatabase.source(), Map.of());
    scores = world.bean(Scores.class);
  }

  private UUID answered(int version) {
    UUID task = UUID.randomUUID();
    Sql.update(
        world.rows(),
        """
        insert into message (id, tenant, user_id, chat_id, role, status, task_id, content, agent,
          agent_version)
        values (gen_random_uuid(), 'acme', 'ann', 'c', 'assistant', 'completed', ?, '', 'helper', ?)
        """,
        task,
        version);
    return task;
  }

  @Test
  void versionsOfAnAgentAreCompared() {
    UUID first = answered(1);
    UUID second = answered(2);
    scores.put(first, ANN, "helpful", 0, null);
    scores.put(second, ANN, "helpful", 1, "good");
    scores.put(second, BOB, "helpful", 0.5, null);
    assertThat(scores.sums("acme", "helper"))
        .containsExactly(
            new ScoreSum(2, "helpful", 2, 0.75, 0.5, 1), new ScoreSum(1, "helpful", 1, 0, 0, 0));
    assertThat(scores.sums("other", "helper")).isEmpty();
  }

  @Test
  void whoScoresAgainChangesTheScore() {
    UUID task = answered(1);
    scores.put(task, ANN, "helpful", 0, "bad");
    scores.put(task, ANN, "helpful", 1, null);
    assertThat(scores.of(task)).hasSize(1);
    assertThat(scores.of(task).get(0).value()).isEqualTo(1);
    assertThat(scores.of(task).get(0).comment()).isNull();
  }

  @Test
  void aTaskWithoutAnAgentCanBeScored() {
    UUID task = UUID.randomUUID();
    assertThat(scores.put(task, ANN, "helpful", 1, null)).isTrue();
    assertThat(scores.of(task).get(0).agent()).isNull();
  }

  @Test
  void namesOfATaskAreBounded() {
    UUID task = answered(1);
    for (int i = 0; i < Scores.MOST_NAMES; i++) {
      assertThat(scores.put(task, ANN, "n" + i, 1, null)).isTrue();
    }
    assertThat(scores.put(task, ANN, "more", 1, null)).isFalse();
    assertThat(scores.put(task, ANN, "n1", 0, null)).isTrue();
  }
}
