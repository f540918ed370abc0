package org.waybill.world;

import java.io.IOError;
import java.io.IOException;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;

/** What code that somebody else wrote may throw. */
public final class Failures {

  private Failures() {}

  /** A message that is asked for fails as well. */
  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new AssertionError("not even that");
    }
  }

  /** New ones for each test: causes, traces and what is suppressed may be added to them. */
  public static Stream<Throwable> ofEveryKind() {
    return Stream.of(
        new IllegalStateException("a bug"),
        new IOException("a checked one"),
        new AssertionError("an assertion"),
        new ServiceConfigurationError("no provider"),
        new NoClassDefFoundError("org/example/Gone"),
        new IOError(new IOException("disk")),
        new StackOverflowError(),
        new OutOfMemoryError("of the test"),
        new InternalError("the VM"),
        new ThreadDeath(),
        new Mute());
  }

  /** Throws it, checked or not, where no checked one may be thrown. */
  public static RuntimeException sneaky(Throwable failure) {
    throw Failures.<RuntimeException>unchecked(failure);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchecked(Throwable failure) throws T {
    throw (T) failure;
  }
}
