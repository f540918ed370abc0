package org.waybill.notify;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.waybill.config.LimitSettings;
import org.waybill.config.Settings;
import org.waybill.owner.Owner;
import org.waybill.security.OwnerRights;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.Sql;

/** Sends notifications by e-mail, where a mail server is configured; any node does. */
@ApplicationScoped
public class NotificationMailer {

  private static final Logger LOG = Logger.getLogger(NotificationMailer.class.getName());
  private static final int MOST_AT_ONCE = 10;
  private static final int MOST_LOOKED_AT = 1_000;
  private static final int MOST_TRIES = 8;
  private static final long REST_MILLIS = 1_000;

  /** Reserved for some minutes: if the node dies, another one takes over. */
  private static final String TAKE =
      """
      with due as (
        select id from notification where mail_due <= now()
        order by mail_due limit ? for update skip locked
      ), taken as (
        update notification n set mail_due = now() + interval '5 minutes'
        from due where n.id = due.id
        returning n.*
      )
      select t.*, s.email from taken t
        join notification_settings s on s.tenant = t.tenant and s.user_id = t.user_id
      where s.email is not null
      """;

  /** What is more than a user's share of an hour waits, and holds up nobody else's. */
  private static final String TOO_MANY =
      """
      update notification set mail_due = now() + interval '10 minutes' where id in (
        select id from (
          select n.id, row_number() over (partition by n.tenant, n.user_id order by n.mail_due)
            + (select count(*) from notification m where m.tenant = n.tenant
              and m.user_id = n.user_id and m.mailed_at > now() - interval '1 hour') as number
          from (select * from notification where mail_due <= now() order by mail_due limit ?) n) due
        where number > ?)
      """;

  private static final String SENT =
      """
      update notification set mail_due = null, mailed_at = now(), mail_error = null,
        mail_tries = mail_tries + 1
      where id = ?
      """;

  /** Mails that fell due while there was no mail server are not sent days later. */
  private static final String MISSED =
      """
      update notification set mail_due = null, mail_error = 'there was no mail server for a day'
      where mail_due is not null and mail_tries = 0 and created_at < now() - interval '1 day'
      """;

  private static final String OWNER_GONE = "its user no longer has a valid API token";

  private static final String NOT_SENT =
      "update notification set mail_due = null, mail_error = ? where id = ?";

  private static final String PUT_OFF =
      """
      update notification set mail_tries = mail_tries + 1, mail_error = ?,
        mail_due = case when mail_tries + 1 < ?
          then now() + power(2, mail_tries) * interval '30 seconds' end
      where id = ?
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private MailServer server;
  @Inject private OwnerRights ownerRights;
  @Inject private Settings settings;

  /** Sends until interrupted; at once done where there is no mail server. */
  public void run() throws InterruptedException {
    if (server.isConfigured()) {
      Sql.update(durable, MISSED);
    }
    while (server.isConfigured()) {
      try {
        runOnce();
      } catch (DatabaseException e) {
        LOG.log(
            Level.WARNING,
            "Notification e-mails are delayed, the database does not respond: {0}",
            e.getMessage());
      }
      TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
    }
  }

  /** Sends what is due. */
  void runOnce() {
    List<Mail> due;
    do {
      putOffWhatIsTooMuch();
      due = Sql.query(durable, Mail::of, TAKE, MOST_AT_ONCE);
      due.forEach(this::send);
    } while (due.size() == MOST_AT_ONCE);
  }

  private void putOffWhatIsTooMuch() {
    int most = settings.get(LimitSettings.USER_MAILS);
    while (Sql.update(durable, TOO_MANY, MOST_LOOKED_AT, most) > 0) {
      // Behind those that are put off there may be more.
    }
  }

  private void send(Mail mail) {
    Owner owner = mail.notification().owner();
    if (ownerRights.of(owner.tenant(), owner.userId()).isEmpty()) {
      Sql.update(durable, NOT_SENT, OWNER_GONE, mail.notification().id());
      return;
    }
    try {
      server.send(mail);
      Sql.update(durable, SENT, mail.notification().id());
    } catch (MessagingException e) {
      Sql.update(durable, PUT_OFF, e.getMessage(), MOST_TRIES, mail.notification().id());
      LOG.log(
          Level.WARNING,
          "Sending the e-mail for {0} failed, attempt {1} of {2}: {3}",
          new Object[] {mail.notification().path(), mail.tries() + 1, MOST_TRIES, e.getMessage()});
    }
  }
}
