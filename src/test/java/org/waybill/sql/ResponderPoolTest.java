package org.waybill.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.service.Service;
import org.waybill.service.Supervisor;
import org.waybill.world.Beans;

class ResponderPoolTest {

  private static final int MORE_THAN_THERE_ARE_THREADS = 100;
  private static final int SMALL = 1_000;
  private static final int LARGE = 1_000_000;

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
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void allEnd() {
    end.countDown();
    pool.end();
  }

  private void block(int characters, int count) {
    CountDownLatch held = new CountDownLatch(1);
    for (int i = 0; i < count; i++) {
      pool.of(characters)
          .execute(
              () -> {
                held.countDown();
                try {
                  end.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
    }
    await(held);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void smallResponsesDoNotWaitForLargeOnesThatNobodyReads() {
    block(LARGE, MORE_THAN_THERE_ARE_THREADS);
    CountDownLatch answered = new CountDownLatch(1);
    pool.of(SMALL).execute(answered::countDown);
    await(answered);
  }

  @Test
  void threadsJoinWhileAllAreBlocked() {
    block(LARGE, 10);
    CountDownLatch answered = new CountDownLatch(1);
    pool.of(LARGE).execute(answered::countDown);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              pool.refresh();
              return answered.getCount() == 0;
            });
  }
}
