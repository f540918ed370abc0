package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;

/** How the poller finds cameras that are due, on a real database. */
class CameraPollerTest {

  private final List<Runnable> lanes = new ArrayList<>();
  private CameraPoller poller;

  @BeforeEach
  void begin() {
    Sql.update(TestDatabase.source(), "truncate camera cascade");
    poller =
        new World(TestDatabase.source(), Map.of())
            .withResource(CameraPoller.LANES, keeping(lanes))
            .bean(CameraPoller.class);
  }

  @AfterEach
  void end() {
    Sql.update(TestDatabase.source(), "truncate camera cascade");
  }

  /** Lanes that are busy with what they were given. */
  private static ManagedExecutorService keeping(List<Runnable> tasks) {
    return (ManagedExecutorService)
        Proxy.newProxyInstance(
            CameraPollerTest.class.getClassLoader(),
            new Class<?>[] {ManagedExecutorService.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("execute");
              tasks.add((Runnable) arguments[0]);
              return null;
            });
  }

  private static UUID camera(Integer intervalMillis, String cron, String next) {
    UUID id = UuidV7.next();
    Sql.update(
        TestDatabase.source(),
        """
        insert into camera (id, tenant, user_id, name, snapshot_url, zones, thresholds, interval_ms,
          cron, time_zone, next_at)
        values (?, 't', 'u', 'gate', 'http://127.0.0.1/', '[]', '{}', ?, ?, 'UTC',
          now() + ?::interval)
        """,
        id,
        intervalMillis,
        cron,
        next);
    return id;
  }

  private static double secondsToNext(UUID camera) {
    return Sql.query(
            TestDatabase.source(),
            row -> row.getDouble("seconds"),
            "select extract(epoch from next_at - now()) as seconds from camera where id = ?",
            camera)
        .get(0);
  }

  @Test
  void itRestsUntilTheNextCameraIsDueButNotLongerThanOthersMayChangeOne() {
    assertThat(poller.rest()).as("no camera").isEqualTo(CameraPoller.LONGEST_REST_MILLIS);
    camera(1_000, null, "1 hour");
    assertThat(poller.rest()).as("in an hour").isEqualTo(CameraPoller.LONGEST_REST_MILLIS);
    camera(1_000, null, "500 milliseconds");
    assertThat(poller.rest()).as("soon").isBetween(1L, 500L);
    camera(1_000, null, "-1 minute");
    assertThat(poller.rest()).as("late").isEqualTo(1);
  }

  @Test
  void whatIsDueIsClaimedOnceAndGetsItsNextTime() throws InterruptedException {
    UUID often = camera(60_000, null, "-1 second");
    UUID daily = camera(null, "0 0 1 1 *", "-2 seconds");
    camera(1_000, null, "1 hour");
    assertThat(poller.pollNext()).isTrue();
    assertThat(poller.pollNext()).isTrue();
    assertThat(poller.pollNext()).as("the third is not due").isFalse();
    assertThat(lanes).hasSize(2);
    assertThat(secondsToNext(often)).isBetween(50.0, 60.0);
    assertThat(secondsToNext(daily)).as("next new year").isPositive();
  }
}
