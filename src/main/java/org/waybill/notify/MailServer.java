package org.waybill.notify;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.waybill.config.MailSecurity;
import org.waybill.config.NotifySettings;
import org.waybill.config.Settings;

/** The mail server of the settings. */
@ApplicationScoped
public class MailServer {

  private static final String TIMEOUT_MILLIS = "10000";

  @Inject private Settings settings;
  @Inject private Clock clock;

  /** For the container, which sets the settings. */
  public MailServer() {}

  public MailServer(Settings settings, Clock clock) {
    this.clock = clock;
    this.settings = settings;
  }

  /** Whether there is one. */
  public boolean isConfigured() {
    return settings.get(NotifySettings.SMTP_HOST).isPresent();
  }

  void send(Mail mail) throws MessagingException {
    send(mail.to(), mail.subject(), mail.body());
  }

  /**
   * Sends a text.
   *
   * @throws MessagingException if the server did not take it
   */
  public void send(String to, String subject, String text) throws MessagingException {
    MimeMessage message = new MimeMessage(Session.getInstance(properties()));
    message.setFrom(new InternetAddress(settings.get(NotifySettings.SMTP_FROM)));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, StandardCharsets.UTF_8.name());
    message.setText(text, StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    // It is no letter that wants an answer.
    message.setHeader("Auto-Submitted", "auto-generated");
    Optional<String> user = settings.get(NotifySettings.SMTP_USER);
    if (user.isPresent()) {
      Transport.send(message, user.get(), settings.get(NotifySettings.SMTP_PASSWORD).orElse(""));
    } else {
      Transport.send(message);
    }
  }

  /** Whether this failed before the server was told anything. */
  public static boolean isUnreachable(MessagingException e) {
    return e instanceof AuthenticationFailedException
        || e.getNextException() instanceof ConnectException
        || e.getNextException() instanceof UnknownHostException;
  }

  private Properties properties() {
    MailSecurity security = settings.get(NotifySettings.SMTP_SECURITY);
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", settings.get(NotifySettings.SMTP_HOST).orElseThrow());
    properties.setProperty("mail.smtp.port", settings.get(NotifySettings.SMTP_PORT).toString());
    set(properties, "mail.smtp.auth", settings.get(NotifySettings.SMTP_USER).isPresent());
    set(properties, "mail.smtp.ssl.enable", security == MailSecurity.TLS);
    set(properties, "mail.smtp.ssl.checkserveridentity", true);
    set(properties, "mail.smtp.starttls.enable", security == MailSecurity.STARTTLS);
    set(properties, "mail.smtp.starttls.required", security == MailSecurity.STARTTLS);
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    return properties;
  }

  private static void set(Properties properties, String name, boolean value) {
    properties.setProperty(name, Boolean.toString(value));
  }
}
