package org.waybill.reply;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.waybill.config.JmsSettings;
import org.waybill.config.Settings;
import org.waybill.messaging.Destinations;
import org.waybill.messaging.ReplyTo;

/** Where replies may go. */
@ApplicationScoped
public class ReplyDestinations {

  private static final String TEMPORARY = "temporary";
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  @Inject private Settings settings;

  /** What is allowed, in words. */
  public String allowed() {
    return settings.get(JmsSettings.REPLY_DESTINATIONS) + ", except Waybill's own queues";
  }

  public boolean allow(ReplyTo to) {
    return !Destinations.isOwn(to.name())
        && patterns()
            .anyMatch(
                pattern ->
                    pattern.equals(TEMPORARY) ? to.isTemporary() : matches(pattern, to.name()));
  }

  private Stream<String> patterns() {
    return COMMA
        .splitAsStream(settings.get(JmsSettings.REPLY_DESTINATIONS).strip())
        .filter(pattern -> !pattern.isEmpty());
  }

  /** Each piece between two stars at the first place where it stands: no place is tried twice. */
  private static boolean matches(String pattern, String name) {
    String[] pieces = pattern.split("\\*", -1);
    String last = pieces[pieces.length - 1];
    if (pieces.length == 1 || !name.startsWith(pieces[0])) {
      return name.equals(pattern);
    }
    int at = pieces[0].length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = name.indexOf(pieces[i], at);
      if (found < 0) {
        return false;
      }
      at = found + pieces[i].length();
    }
    return name.length() - at >= last.length() && name.endsWith(last);
  }
}
