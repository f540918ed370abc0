package org.waybill.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waybill.world.Failures;

class PublisherTest {

  private final List<Object> heard = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private Throwable thrown;

  private final Publisher publisher =
      new Publisher(
          event ->
              List.of(
                  new Observer("first", heard::add),
                  new Observer(
                      "broken",
                      told -> {
                        throw Failures.sneaky(thrown);
                      }),
                  new Observer("last", heard::add)));

  @ParameterizedTest
  @MethodSource("org.waybill.world.Failures#ofEveryKind")
  void neitherTheCallerNorTheNeighboursNoticeOneThatThrows(Throwable e) {
    thrown = e;
    publisher.watch(failed::add);
    assertThatCode(() -> publisher.publish("news")).doesNotThrowAnyException();
    publisher.publish("more");
    assertThat(heard).containsExactly("news", "news", "more", "more");
    assertThat(failed).containsExactly("broken", "broken");
  }

  @ParameterizedTest
  @MethodSource("org.waybill.world.Failures#ofEveryKind")
  void whoIsCalledDirectlyIsGuardedAsWell(Throwable e) {
    publisher.watch(failed::add);
    assertThatCode(
            () ->
                publisher
                    .guarded(
                        "direct",
                        event -> {
                          throw Failures.sneaky(e);
                        })
                    .accept("news"))
        .doesNotThrowAnyException();
    assertThat(failed).containsExactly("direct");
  }
}
