package org.waybill.reply;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.queue.Names;
import org.waybill.queue.ReplyTo;

/** Where replies may go. */
@ApplicationScoped
public class ReplyDestinations {

  private static final String TEMPORARY = "temporary";
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  @Inject private Settings settings;

  /** What is allowed, in words. */
  public String allowed() {
    return settings.get(Knobs.REPLY_DESTINATIONS) + ", and none of Waybill's own queues";
  }

  public boolean allow(ReplyTo to) {
    return !Names.isOwn(to.name())
        && patterns()
            .anyMatch(
                pattern ->
                    pattern.equals(TEMPORARY) ? to.isTemporary() : matches(pattern, to.name()));
  }

  private Stream<String> patterns() {
    return COMMA
        .splitAsStream(settings.get(Knobs.REPLY_DESTINATIONS).strip())
        .filter(pattern -> !pattern.isEmpty());
  }

  private static boolean matches(String pattern, String name) {
    String expression =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL).matcher(name).matches();
  }
}
