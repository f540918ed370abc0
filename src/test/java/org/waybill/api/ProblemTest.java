package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void namesTheFieldThatWasWrong() {
    assertThat(Problem.badRequest("file", "is missing").toJson().toString())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Bad request\",\"status\":400,"
                + "\"detail\":\"is missing\",\"field\":\"file\"}");
  }

  @Test
  void leavesTheFieldOutWhereThereIsNone() {
    var problem = Problem.notFound("document 7");

    assertThat(problem.status()).isEqualTo(404);
    assertThat(problem.toJson()).doesNotContainKey("field");
    assertThat(problem.detail()).isEqualTo("There is no document 7.");
  }

  @Test
  void saysWhenToComeBackOnlyIfUnavailable() {
    assertThat(Problem.unavailable("The queue is full.", 5).retryAfterSeconds()).hasValue(5);
    assertThat(Problem.tooLarge("At most 100 MB.").retryAfterSeconds()).isEmpty();
  }
}
