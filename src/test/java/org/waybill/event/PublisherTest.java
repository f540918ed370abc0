package org.waybill.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                        throw PublisherTest.<RuntimeException>sneaky(thrown);
                      }),
                  new Observer("last", heard::add)));

  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new AssertionError("not even that");
    }
  }

  static Stream<Throwable> everyKind() {
    return Stream.of(
        new IllegalStateException("a bug"),
        new Exception("a checked one"),
        new AssertionError("an assertion"),
        new ServiceConfigurationError("no provider"),
        new NoClassDefFoundError("gone"),
        new StackOverflowError(),
        new InternalError("the VM"),
        new ThreadDeath(),
        new Mute());
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void neitherTheCallerNorTheNeighboursNoticeOneThatThrows(Throwable e) {
    thrown = e;
    publisher.watch(failed::add);
    assertThatCode(() -> publisher.publish("news")).doesNotThrowAnyException();
    publisher.publish("more");
    assertThat(heard).containsExactly("news", "news", "more", "more");
    assertThat(failed).containsExactly("broken", "broken");
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void whoIsCalledDirectlyIsGuardedAsWell(Throwable e) {
    publisher.watch(failed::add);
    assertThatCode(
            () ->
                publisher
                    .guarded(
                        "direct",
                        event -> {
                          throw PublisherTest.<RuntimeException>sneaky(e);
                        })
                    .accept("news"))
        .doesNotThrowAnyException();
    assertThat(failed).containsExactly("direct");
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
