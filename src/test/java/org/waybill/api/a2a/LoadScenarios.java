package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/** Many at once. */
interface LoadScenarios extends Scenarios {

  @Test
  default void eachOfManyMessagesIsAnswered() {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SendMessage\",\"params\":%s}";
    List<CompletableFuture<Api.Answer>> answers =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    operator()
                        .api()
                        .postLater(
                            "/a2a",
                            call.formatted(
                                i % 2 == 0
                                    ? Talk.says(Talk.TEXT)
                                    : Talk.saysAtOnce(Talk.TEXT, ""))))
            .toList();
    answers.forEach(
        later -> {
          Api.Answer answer = later.join();
          assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
          assertThat(answer.object().getJsonObject("result")).containsKey("task");
        });
  }
}
