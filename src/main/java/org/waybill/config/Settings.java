package org.waybill.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.ConfigProvider;

/** The values of all {@link KnownSettings} in this process, read once. */
@ApplicationScoped
public class Settings {

  private final UnaryOperator<String> lookup;

  /** By name: the hash of a setting would include all of its texts. */
  private final Map<String, Object> values = new ConcurrentHashMap<>();

  /** In a server: MicroProfile Config, which knows environment variables and system properties. */
  public Settings() {
    this(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class).orElse(null));
  }

  /**
   * @param lookup name to text, null where unset
   */
  public Settings(UnaryOperator<String> lookup) {
    this.lookup = lookup;
  }

  /** Where MicroProfile Config is absent: system properties, then environment variables. */
  public static Settings ofProcess() {
    return new Settings(
        name -> {
          String property = System.getProperty(name);
          return property != null
              ? property
              : System.getenv(name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"));
        });
  }

  /**
   * @throws InvalidSetting if the text that is set is not allowed
   */
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    return (T) values.computeIfAbsent(setting.name(), name -> setting.read(lookup));
  }

  /** Reads every setting, so that a wrong one stops startup. */
  public void check() {
    KnownSettings.ALL.forEach(this::get);
  }
}
