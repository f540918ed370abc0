package org.waybill.launch;

import java.util.ArrayList;
import java.util.List;
import org.waybill.config.JmsSettings;
import org.waybill.config.KnownSettings;
import org.waybill.config.RequestSettings;
import org.waybill.config.Setting;
import org.waybill.config.Settings;

/**
 * Holds what {@code QUEUE_TYPE} means against what is set: a cluster that was meant and a database
 * of its own that was got would be noticed late.
 */
final class QueueTypeCheck {

  private QueueTypeCheck() {}

  /**
   * @throws LaunchFailure naming the settings that do not go together
   */
  static void check(Settings settings) {
    settings
        .get(RequestSettings.QUEUE_TYPE)
        .ifPresent(
            type -> {
              switch (type) {
                case MEMORY -> refuse(settings, true, "memory", "neither");
                case BROKER -> refuse(settings, false, "broker", "both");
              }
            });
  }

  private static void refuse(Settings settings, boolean set, String type, String allowed) {
    List<String> wrong = new ArrayList<>();
    for (Setting<java.util.Optional<String>> url :
        List.of(KnownSettings.DB_URL, JmsSettings.BROKER_URL)) {
      if (settings.get(url).isPresent() == set) {
        wrong.add(url.env());
      }
    }
    if (!wrong.isEmpty()) {
      throw new LaunchFailure(
          "QUEUE_TYPE is %s, but %s %s set; allowed with it: %s of WAYBILL_DB_URL and"
                  .formatted(type, String.join(" and ", wrong), is(wrong, set), allowed)
              + " WAYBILL_BROKER_URL");
    }
  }

  private static String is(List<String> wrong, boolean set) {
    return (wrong.size() == 1 ? "is" : "are") + (set ? "" : " not");
  }
}
