package org.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.sql.Sql;

/** How many mails one user gets, on a real database. */
class NotificationMailerTest {

  private final List<Mail> sent = new ArrayList<>();
  private World world;

  @BeforeEach
  void begin() {
    world =
        new World(TestDatabase.source(), Map.of("waybill.limit.user.mails-per-hour", "3"))
            .with(
                MailServer.class,
                new MailServer() {
                  @Override
                  void send(Mail mail) {
                    sent.add(mail);
                  }
                });
    Sql.update(world.rows(), "truncate notification, notification_settings");
    due("ann", 1_200);
    due("bob", 2);
  }

  private void due(String user, int mails) {
    Sql.update(
        world.rows(),
        "insert into notification_settings (tenant, user_id, email) values ('t', ?, 'a@b.example')",
        user);
    Sql.update(
        world.rows(),
        """
        insert into notification (id, tenant, user_id, task_id, kind, reason, type, duration_ms,
          mail_due)
        select gen_random_uuid(), 't', ?, gen_random_uuid(), 'completed', 'long', 'diagnostic', 1,
          now() - interval '1 minute'
        from generate_series(1, ?)
        """,
        user,
        mails);
  }

  @Test
  void oneUserGetsSoManyInAnHourAndHoldsUpNobodyElse() {
    world.bean(NotificationMailer.class).runOnce();
    world.bean(NotificationMailer.class).runOnce();
    assertThat(sent)
        .extracting(mail -> mail.notification().owner().userId())
        .containsExactlyInAnyOrder("ann", "ann", "ann", "bob", "bob");
    Sql.update(
        world.rows(),
        "update notification set mail_due = now() where mail_due is not null;"
            + "update notification set mailed_at = now() - interval '61 minutes'"
            + " where mailed_at is not null");
    world.bean(NotificationMailer.class).runOnce();
    assertThat(sent).hasSize(8);
  }
}
