package org.waybill.running;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A mail server on loopback that keeps what it takes; one has to log in. */
public final class Postbox implements AutoCloseable {

  private static final String USER = "waybill";
  private static final String PASSWORD = "secret";

  private final int port = Integer.parseInt(FreePorts.next());
  private final GreenMail mail =
      new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  public Postbox() {
    mail.setUser(USER, PASSWORD);
    mail.start();
  }

  /** What a server that is to use it has to be told; to be added to. */
  public Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "WAYBILL_SMTP_HOST",
            "127.0.0.1",
            "WAYBILL_SMTP_PORT",
            Integer.toString(port),
            "WAYBILL_SMTP_SECURITY",
            "none",
            "WAYBILL_SMTP_USER",
            USER,
            "WAYBILL_SMTP_PASSWORD",
            PASSWORD,
            "WAYBILL_SMTP_FROM",
            "queue@example.org"));
  }

  public List<MimeMessage> received() {
    return List.of(mail.getReceivedMessages());
  }

  /** The first to this address, as soon as it is there. */
  public MimeMessage await(String address, Duration limit) {
    return org.awaitility.Awaitility.await("mail to " + address)
        .atMost(limit)
        .until(() -> to(address), found -> found != null);
  }

  private MimeMessage to(String address) throws Exception {
    for (MimeMessage message : received()) {
      if (message.getAllRecipients()[0].toString().equals(address)) {
        return message;
      }
    }
    return null;
  }

  @Override
  public void close() {
    mail.stop();
  }
}
