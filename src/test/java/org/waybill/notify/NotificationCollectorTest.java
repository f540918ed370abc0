package org.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.notify.Notification.Reason;
import org.waybill.owner.Owner;
import org.waybill.running.FreePorts;
import org.waybill.sql.Sql;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.type.KnownTypes;

/** Notifications as rows, on a real database. */
class NotificationCollectorTest {

  private static final Owner ANN = new Owner("t", "ann");

  private World world;

  @BeforeEach
  void begin() {
    world = worldWith(Map.of());
  }

  private static World worldWith(Map<String, String> settings) {
    World world = new World(TestDatabase.source(), settings);
    Sql.update(
        world.rows(), "truncate task, task_event, notification, notification_settings, presence");
    world.bean(NotificationCollector.class).step(null);
    return world;
  }

  private UUID ended(NewTaskBuilder builder) {
    NewTask task = builder.build();
    world.accept(task);
    world.complete(world.start());
    settle();
    return task.id();
  }

  /** What the loop does with what has come. */
  private void settle() {
    NotificationCollector notificationCollector = world.bean(NotificationCollector.class);
    notificationCollector.step(notificationCollector.next());
  }

  private NewTaskBuilder task(String user) {
    return world.task(KnownTypes.DIAGNOSTIC, "t", user);
  }

  private List<Notification> of(Owner owner) {
    return world.bean(Notifications.class).list(owner, false, null, 100);
  }

  @Test
  void whatEndsWhileItsUserIsAwayIsNoticed() {
    world.bean(Presence.class).looked(ANN);
    UUID task = ended(task("ann"));
    assertThat(of(ANN))
        .singleElement()
        .satisfies(
            notification -> {
              assertThat(notification.taskId()).isEqualTo(task);
              assertThat(notification.reason()).isEqualTo(Reason.AWAY);
              assertThat(notification.text()).matches("diagnostic completed after \\d\\.\\d s");
            });
  }

  @Test
  void whoIsConnectedHasSeenIt() {
    world.bean(Presence.class).here(Set.of(ANN));
    ended(task("ann"));
    assertThat(of(ANN)).isEmpty();
    world.bean(Presence.class).gone(Set.of(ANN));
    ended(task("ann"));
    assertThat(of(ANN)).hasSize(1);
  }

  @Test
  void whoeverWasConnectedToANodeThatDiedIsAway() {
    world.bean(Presence.class).here(Set.of(ANN));
    Sql.update(world.rows(), "update presence set seen_at = now() - interval '20 seconds'");
    ended(task("ann"));
    assertThat(of(ANN)).hasSize(1);
  }

  @Test
  void programsAreNotTold() {
    ended(task("program"));
    assertThat(of(new Owner("t", "program"))).isEmpty();
  }

  @Test
  void whatTookLongIsToldToWhoeverIsHereAsWell() {
    world.bean(Presence.class).here(Set.of(ANN));
    world.bean(Preferences.class).put(ANN, new Preferences.Preference(null, Duration.ofMillis(1)));
    ended(task("ann"));
    assertThat(of(ANN)).singleElement().extracting(Notification::reason).isEqualTo(Reason.LONG);
  }

  @Test
  void notificationsAreReadAndDeletedByTheirOwnerAlone() {
    world.bean(Presence.class).looked(ANN);
    ended(task("ann"));
    ended(task("ann"));
    Notifications notifications = world.bean(Notifications.class);
    Owner bob = new Owner("t", "bob");
    UUID id = of(ANN).get(0).id();
    assertThat(notifications.unread(ANN)).isEqualTo(2);
    assertThat(notifications.read(id, bob)).isEmpty();
    assertThat(notifications.delete(id, bob)).isFalse();
    assertThat(notifications.read(id, ANN)).isPresent();
    assertThat(notifications.list(ANN, true, null, 10)).hasSize(1);
    assertThat(notifications.readAll(ANN)).isEqualTo(1);
    assertThat(notifications.delete(id, ANN)).isTrue();
    assertThat(notifications.deleteAll(ANN)).isEqualTo(1);
  }

  @Test
  void aMailIsSentOfWhatTookLongAndAgainIfItFails() throws Exception {
    int port = Integer.parseInt(FreePorts.next());
    GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      world =
          worldWith(
              Map.of(
                  "waybill.smtp.host", "127.0.0.1",
                  "waybill.smtp.port", Integer.toString(port),
                  "waybill.smtp.security", "none",
                  "waybill.smtp.from", "queue@example.org"));
      world
          .bean(Preferences.class)
          .put(ANN, new Preferences.Preference("ann@example.org", Duration.ofMillis(1)));
      UUID task = ended(task("ann"));
      NotificationMailer notificationMailer = world.bean(NotificationMailer.class);
      mail.stop();
      notificationMailer.runOnce();
      assertThat(mail.getReceivedMessages()).isEmpty();
      assertThat(world.ask(Integer.class, "select mail_tries from notification")).isEqualTo(1);
      mail.start();
      notificationMailer.runOnce();
      Sql.update(world.rows(), "update notification set mail_due = now()");
      notificationMailer.runOnce();
      notificationMailer.runOnce();
      assertThat(mail.getReceivedMessages()).hasSize(1);
      var message = mail.getReceivedMessages()[0];
      assertThat(message.getSubject()).startsWith("Waybill: diagnostic completed after");
      assertThat(message.getAllRecipients()[0]).hasToString("ann@example.org");
      assertThat(GreenMailUtil.getBody(message)).contains(task.toString());
      assertThat(of(ANN).get(0).mailedAt()).isNotNull();
    } finally {
      mail.stop();
    }
  }
}
