package org.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What observers are told of a call, whatever its end. */
class ModelCalledTest extends ModelWire {

  @Test
  void anAnswerIsToldWithItsTimes() throws Exception {
    ask("openai", streams(openAi("{\"content\":\"Here.\"}"), ended("stop")));
    ModelCalled told = called.get(0);
    assertThat(told.outcome()).isEqualTo(CallOutcome.COMPLETED);
    assertThat(told.done()).isTrue();
    assertThat(told.model()).isEqualTo("main");
    assertThat(told.provider()).isEqualTo("openai");
    assertThat(told.providerModel()).isEqualTo("m-1");
    assertThat(told.reply().text()).isEqualTo("Here.");
    assertThat(told.call().origin().agentVersion()).isEqualTo(3);
    assertThat(told.firstPiece()).isPositive().isLessThanOrEqualTo(told.took());
    assertThat(told.error()).isNull();
  }

  @Test
  void aFailureIsToldWithItsKindForEachModelThatWasAsked() throws Exception {
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
  void whatNobodyNeedsAnyMoreIsToldAsCancelled() {
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
