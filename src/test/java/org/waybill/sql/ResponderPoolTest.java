package org.waybill.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.waybill.service.Service;
import org.waybill.service.Supervisor;
import org.waybill.world.Beans;

/** Answers to clients that do not read hold up others for a moment only. */
class ResponderPoolTest {

  private static final int MORE_THAN_THERE_ARE_THREADS = 100;

  /** Threads for all that run, and nothing that comes round by itself. */
  private static final class Threads extends Supervisor {
    @Override
    public Service run(String name, Service.Body body) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  body.run();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              },
              name);
      thread.setDaemon(true);
      thread.start();
      return null;
    }

    @Override
    public Service every(Duration gap, String name, Service.Body round) {
      return null;
    }
  }

  private final ResponderPool pool =
      new Beans(Map.of()).with(Supervisor.class, new Threads()).get(ResponderPool.class);
  private final CountDownLatch never = new CountDownLatch(1);
  private final AtomicInteger givenUp = new AtomicInteger();

  @Test
  void anAnswerComesAlthoughEveryThreadIsHeldUp() {
    for (int i = 0; i < MORE_THAN_THERE_ARE_THREADS; i++) {
      pool.execute(this::holdUp);
    }
    CountDownLatch answered = new CountDownLatch(1);
    pool.execute(answered::countDown);
    await("the last answer")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              pool.refresh();
              return answered.getCount() == 0;
            });
    assertThat(givenUp).hasPositiveValue();
    never.countDown();
    pool.end();
  }

  private void holdUp() {
    try {
      never.await();
    } catch (InterruptedException e) {
      givenUp.incrementAndGet();
    }
  }
}
