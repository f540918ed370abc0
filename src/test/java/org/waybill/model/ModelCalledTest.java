package org.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What observers learn of a call, whatever its end. */
class ModelCalledTest extends ModelWire {

  @Test
  void anAnswerIsPublishedWithItsTimes() throws Exception {
    ask("openai", streams(openAi("{\"content\":\"Here.\"}"), ended("stop")));
    ModelCalled only = called.get(0);
    assertThat(only.outcome()).isEqualTo(CallOutcome.COMPLETED);
    assertThat(only.done()).isTrue();
    assertThat(only.model()).isEqualTo("main");
    assertThat(only.provider()).isEqualTo("openai");
    assertThat(only.providerModel()).isEqualTo("m-1");
    assertThat(only.reply().text()).isEqualTo("Here.");
    assertThat(only.call().origin().agentVersion()).isEqualTo(3);
    assertThat(only.firstPiece()).isPositive().isLessThanOrEqualTo(only.took());
    assertThat(only.error()).isNull();
  }

  @Test
  void aFailureIsPublishedWithItsKindForEachModelThatWasAsked() throws Exception {
    script =
        exchange -> {
          if (exchange.getRequestURI().getPath().startsWith("/other")) {
            fails(429, "7").answer(exchange);
          } else {
            fails(503, null).answer(exchange);
          }
        };
    Models models = models("anthropic", ",\"fallback\":[\"other\"]");
    assertThatThrownBy(() -> models.call(call(conversation()), listener()))
        .isInstanceOf(ModelFailure.Busy.class);
    assertThat(called).extracting(ModelCalled::model).containsExactly("main", "other");
    assertThat(called)
        .extracting(ModelCalled::outcome)
        .containsExactly(CallOutcome.BROKEN, CallOutcome.BUSY);
    assertThat(called.get(0).firstPiece()).isNull();
    assertThat(called.get(0).error()).isEqualTo("The model answered 503.");
    assertThat(called.get(0).usage()).isEqualTo(Usage.NONE);
  }

  @Test
  void whatNobodyNeedsAnyMoreIsPublishedAsCancelled() {
    script = exchange -> end.await();
    assertThatThrownBy(
            () ->
                models("openai", "")
                    .call(
                        call(conversation()),
                        new ModelListener() {
                          @Override
                          public void piece(String text) {
                            // There is none.
                          }

                          @Override
                          public void goOn() throws InterruptedException {
                            throw new InterruptedException("cancelled");
                          }
                        }))
        .isInstanceOf(InterruptedException.class);
    assertThat(called)
        .singleElement()
        .extracting(ModelCalled::outcome)
        .isEqualTo(CallOutcome.CANCELLED);
  }
}
