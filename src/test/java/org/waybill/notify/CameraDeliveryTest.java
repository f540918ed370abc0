package org.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;
import org.waybill.task.UuidV7;

/** Events of cameras, as they reach webhooks and notifications, on a real database. */
class CameraDeliveryTest extends DeliveryFixture {

  private static final String MOTION =
      "insert into camera_event (camera_id, kind, frame_id) values (?, 'motion_started', ?)";

  private final UUID camera = UuidV7.next();
  private final UUID frame = UuidV7.next();

  @BeforeEach
  void aCamera() {
    Sql.update(
        world.rows(),
        """
        insert into camera (id, tenant, user_id, name, zones, thresholds)
        values (?, 't', 'u', 'gate', '[]', '{}')
        """,
        camera);
    Sql.update(
        world.rows(),
        """
        insert into camera_frame (id, camera_id, taken_at, status, task_id, file_key, media_type,
          bytes, width, height, result)
        values (?, ?, now(), 'analysed', gen_random_uuid(), 'key', 'image/jpeg', 1, 1, 1,
          '{"boxes":[{"x":0.5,"y":0.25,"width":0.1,"height":0.2}]}')
        """,
        frame,
        camera);
  }

  @AfterEach
  void noCamera() {
    Sql.update(world.rows(), "truncate camera cascade");
    Sql.update(world.rows(), "truncate notification, notification_settings, presence");
  }

  private static WebhookSpec hook(boolean allUsers, String... events) {
    return new WebhookSpec(
        "http://localhost/", null, allUsers, Set.of(), Set.of(events), null, null, null, true);
  }

  private void motion() {
    Sql.update(world.rows(), MOTION, camera, frame);
  }

  private List<Notification> notifications() {
    return world.bean(Notifications.class).list(OWNER, false, null, 100);
  }

  private void notify(String events) {
    Sql.update(world.rows(), "update camera set notify_events = ?::text[]", events);
  }

  @Test
  void anEventIsDeliveredWithItsFrameAndBoxes() {
    Webhook webhook = made(hook(false, "camera.motion_started"));
    made(hook(false, "camera.dark_started"));
    made(spec(EventKind.COMPLETED));
    motion();
    List<DueDelivery> due = due();
    assertThat(due).extracting(DueDelivery::hookId).containsExactly(webhook.id());
    JsonObject body = Json.read(due.get(0).body()).asJsonObject();
    assertThat(body.getString("at")).endsWith("Z");
    assertThat(Json.builder(body).remove("at").build())
        .isEqualTo(
            Json.read(
                """
                {"type":"camera.event","camera":{"id":"%s","name":"gate"},"event":"motion_started",
                 "frameId":"%s","boxes":[{"x":0.5,"y":0.25,"width":0.1,"height":0.2}]}
                """
                    .formatted(camera, frame)));
    assertThat(all())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.event()).isEqualTo("camera.motion_started");
              assertThat(each.cameraId()).isEqualTo(camera);
            });
  }

  @Test
  void anEventThatIsRolledBackIsToldToNobody() {
    made(hook(false, "camera.motion_started"));
    Sql.rolledBack(world.rows(), connection -> Sql.update(connection, MOTION, camera, frame));
    assertThat(due()).isEmpty();
    assertThat(notifications()).isEmpty();
  }

  @Test
  void othersAreToldOnlyIfTheyCoverTheTenant() {
    Webhooks webhooks = world.bean(Webhooks.class);
    webhooks.make(new Owner("t", "other"), hook(false, "camera.motion_started"), null);
    webhooks.make(new Owner("other", "u"), hook(true, "camera.motion_started"), null);
    Webhook tenant =
        webhooks.make(new Owner("t", "boss"), hook(true, "camera.motion_started"), null);
    motion();
    assertThat(due()).extracting(DueDelivery::hookId).containsExactly(tenant.id());
  }

  @Test
  void aDeliveryCanBeSentAgainWhenItsCameraIsGone() {
    made(hook(false, "camera.motion_started"));
    motion();
    DueDelivery due = due().get(0);
    deliveryQueue.putOff(due, new DeliveryQueue.Try(500, "answered 500", due.body()), null);
    Sql.update(world.rows(), "delete from camera");
    Deliveries deliveries = world.bean(Deliveries.class);
    assertThat(deliveries.resend(due.what().deliveryId(), OWNER)).isPresent();
    DueDelivery again = due().get(0);
    assertThat(again.body()).isEqualTo(due.body());
    deliveryQueue.delivered(again, 200);
    assertThat(deliveries.resend(due.what().deliveryId(), OWNER)).isPresent();
    assertThat(due().get(0).body()).isEqualTo(due.body());
  }

  @Test
  void oneOfAKindIsANotificationInTheQuietTime() {
    motion();
    motion();
    assertThat(notifications())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.text()).isEqualTo("gate: motion started");
              assertThat(each.camera().frameId()).isEqualTo(frame);
            });
    Sql.update(
        world.rows(),
        "insert into camera_event (camera_id, kind) values (?, 'dark_started')",
        camera);
    assertThat(notifications()).as("another kind").hasSize(2);
    Sql.update(world.rows(), "update camera_notified set at = at - interval '15 minutes'");
    motion();
    assertThat(notifications()).as("after the quiet time").hasSize(3);
    notify("{}");
    Sql.update(world.rows(), "truncate camera_notified");
    motion();
    assertThat(notifications()).as("none is wanted").hasSize(3);
  }

  @Test
  void byDefaultEndsAreNoNotifications() {
    for (String kind : List.of("motion_ended", "silent_ended", "blurred_started")) {
      Sql.update(
          world.rows(), "insert into camera_event (camera_id, kind) values (?, ?)", camera, kind);
    }
    assertThat(notifications()).isEmpty();
    notify("{motion_ended}");
    Sql.update(
        world.rows(),
        "insert into camera_event (camera_id, kind) values (?, 'motion_ended')",
        camera);
    assertThat(notifications()).hasSize(1);
  }

  @Test
  void aUserWhoIsAwayGetsAMailAndOneWhoIsHereDoesNot() {
    Sql.update(
        world.rows(),
        "insert into notification_settings (tenant, user_id, email) values ('t', 'u', 'a@b.example')");
    motion();
    assertThat(mailsDue()).isEqualTo(1);
    Sql.update(
        world.rows(),
        "insert into presence (tenant, user_id, node, here) values ('t', 'u', 'n', true)");
    Sql.update(
        world.rows(),
        "insert into camera_event (camera_id, kind) values (?, 'dark_started')",
        camera);
    assertThat(mailsDue()).isEqualTo(1);
    assertThat(notifications()).hasSize(2);
  }

  private int mailsDue() {
    return Sql.query(
            world.rows(),
            row -> row.getInt("n"),
            "select count(*) as n from notification where mail_due is not null")
        .get(0);
  }
}
