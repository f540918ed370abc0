package org.waybill.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.waybill.config.AgentSettings;
import org.waybill.config.JmsSettings;
import org.waybill.config.KnownSettings;
import org.waybill.config.Setting;
import org.waybill.config.Settings;

/** The environment of the server's process: what was checked here counts there. */
final class ServerEnvironment {

  /** Settings of queues and types, whose names only the server knows. */
  private static final Pattern BY_NAME =
      Pattern.compile(
          "waybill\\.queue\\..+\\.concurrency|waybill\\.retention\\..+"
              + "|pipeline\\.(max\\.concurrent\\.jobs|job\\.ttl\\.seconds)");

  private ServerEnvironment() {}

  static Map<String, String> of(
      Settings settings,
      Installation installation,
      DataFolder data,
      Database database,
      Credentials credentials) {
    Map<String, String> all = new HashMap<>();
    KnownSettings.ALL.forEach(
        setting -> text(settings, setting).ifPresent(text -> all.put(setting.env(), text)));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> BY_NAME.matcher(name).matches())
        .forEach(name -> all.put(Setting.env(name), System.getProperty(name)));
    if (!given(KnownSettings.DIAGNOSTICS)) {
      all.put(KnownSettings.DIAGNOSTICS.env(), "true");
    }
    if (!given(AgentSettings.FOLDER)) {
      all.put(AgentSettings.FOLDER.env(), installation.configuration("agents").toString());
    }
    all.put(KnownSettings.DATA.env(), data.path().toString());
    all.put(KnownSettings.DB_URL.env(), database.url());
    all.put(KnownSettings.DB_USER.env(), database.user());
    all.put(KnownSettings.DB_PASSWORD.env(), database.password());
    all.put(JmsSettings.BROKER_PASSWORD.env(), credentials.broker());
    all.put("WAYBILL_JDBC_URL", database.durableUrl());
    all.put("WAYBILL_JDBC_URL_RELAXED", database.relaxedUrl());
    all.put("WAYBILL_ADAPTER", installation.adapter().toString());
    all.put("WAYBILL_CONSUMERS", installation.consumers().toString());
    all.put(
        "WAYBILL_RESOURCES", installation.configuration("payara-micro/resources.xml").toString());
    return all;
  }

  /** Values as they are read again; others as they were given, their defaults need no copy. */
  private static Optional<String> text(Settings settings, Setting<?> setting) {
    Object value =
        settings.get(setting) instanceof Optional<?> optional
            ? optional.orElse(null)
            : settings.get(setting);
    if (value == null) {
      return Optional.empty();
    }
    boolean plain = value instanceof String || value instanceof Number;
    return plain || value instanceof Boolean || value instanceof Enum<?>
        ? Optional.of(value.toString())
        : Optional.ofNullable(System.getProperty(setting.name()));
  }

  private static boolean given(Setting<?> setting) {
    return System.getProperty(setting.name()) != null || System.getenv(setting.env()) != null;
  }
}
