package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waybill.config.BoardSettings;
import org.waybill.config.Settings;
import org.waybill.notify.MailServer;

/**
 * "Send an e-mail to ann@example.com: see you at noon". Only where there is a mail server, and to
 * the domains that the settings name: else whoever may ask could send anything to anybody.
 */
@ApplicationScoped
public class SendMailAction implements ConfirmedAction.Kind {

  private static final Pattern ASKED =
      Pattern.compile(
          "(?is)\\s*(?:please\\s+)?(?:send\\s+(?:an?\\s+)?)?(?:e-?mail|mail)\\s+to\\s+"
              + "([a-z0-9._%+-]{1,64}@([a-z0-9.-]{1,253}[a-z0-9]))(?:\\s*+:|\\s*+,\\s++saying|\\s++saying)\\s*+(\\S.*)");

  private static final int LONGEST_SUBJECT = 60;

  private final Settings settings;
  private final MailServer server;

  /** For the container's proxy. */
  protected SendMailAction() {
    this(null, null);
  }

  @Inject
  SendMailAction(Settings settings, MailServer server) {
    this.settings = settings;
    this.server = server;
  }

  @Override
  public Optional<ConfirmedAction> in(String question) {
    Matcher asked = ASKED.matcher(question);
    boolean fits =
        asked.matches()
            && settings
                .get(BoardSettings.MAIL_DOMAINS)
                .contains(asked.group(2).toLowerCase(Locale.ROOT))
            && server.isConfigured();
    return fits ? Optional.of(errand(asked.group(1), asked.group(3).strip())) : Optional.empty();
  }

  private ConfirmedAction errand(String to, String text) {
    return new ConfirmedAction(
        "Send this to %s?%n%n%s".formatted(to, text),
        List.of("ask for confirmation", "send the mail to " + to),
        context -> {
          server.send(to, subject(text), text);
          return "The mail to " + to + " was sent.";
        });
  }

  private static String subject(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
  }
}
