package org.waybill.config;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One setting.
 *
 * @param name MicroProfile Config name; the environment variable is {@link #env()}
 * @param defaultText the default; empty for "unset"
 * @param allowed the range, in words
 * @param meaning one sentence for the README
 * @param parser text to value; an {@link IllegalArgumentException} means "not allowed"
 * @param other another name that is used if this one is unset, or null
 */
public record Setting<T>(
    String name,
    String defaultText,
    String allowed,
    String meaning,
    Function<String, T> parser,
    Other other) {

  /**
   * A name that others know a setting by.
   *
   * @param allowed its range, in words
   * @param suffix what has to follow its text so that the parser understands it, such as {@code s}
   */
  record Other(String name, String allowed, String suffix) {}

  public Setting(
      String name, String defaultText, String allowed, String meaning, Function<String, T> parser) {
    this(name, defaultText, allowed, meaning, parser, null);
  }

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /** The name as an environment variable: {@code waybill.http.port} is WAYBILL_HTTP_PORT. */
  public String env() {
    return env(name);
  }

  /** Any name as an environment variable. */
  public static String env(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The same setting under another name as well. */
  Setting<T> alsoKnownAs(String otherName, String otherAllowed, String suffix) {
    String also = " Also read from `%s` (%s).".formatted(env(otherName), otherAllowed);
    return new Setting<>(
        name,
        defaultText,
        allowed,
        meaning + also,
        parser,
        new Other(otherName, otherAllowed, suffix));
  }

  /**
   * Reads this setting.
   *
   * @param lookup name to text, null where unset
   * @throws InvalidSetting naming the setting, its value and what is allowed
   */
  public T read(UnaryOperator<String> lookup) {
    String own = lookup.apply(name);
    boolean unset = own == null || own.isBlank();
    String others = unset && other != null ? lookup.apply(other.name()) : null;
    if (others != null && !others.isBlank()) {
      return readOther(others.strip());
    }
    String value = unset ? defaultText : own.strip();
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(env(), name, value, allowed);
    }
  }

  private T readOther(String value) {
    try {
      return parser.apply(value + other.suffix());
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(env(other.name()), other.name(), value, other.allowed());
    }
  }

  static Setting<Integer> number(String name, int standard, int min, int max, String meaning) {
    return new Setting<>(
        name,
        Integer.toString(standard),
        min + " to " + max,
        meaning,
        text -> {
          int value = Integer.parseInt(text);
          require(value >= min && value <= max);
          return value;
        });
  }

  static Setting<Duration> duration(
      String name, String standard, String min, String max, String meaning) {
    return new Setting<>(
        name,
        standard,
        min + " to " + max,
        meaning,
        text -> {
          Duration value = parseDuration(text);
          require(value.compareTo(parseDuration(min)) >= 0);
          require(value.compareTo(parseDuration(max)) <= 0);
          return value;
        });
  }

  /** A duration that may be unset. */
  static Setting<Optional<Duration>> optionalDuration(
      String name, String standard, String min, String max, String meaning) {
    Setting<Duration> given = duration(name, standard, min, max, meaning);
    return new Setting<>(
        name,
        standard,
        given.allowed(),
        meaning,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(given.parser().apply(text)));
  }

  static Setting<Boolean> flag(String name, boolean standard, String meaning) {
    return new Setting<>(
        name,
        Boolean.toString(standard),
        "true or false",
        meaning,
        text -> {
          require(text.equals("true") || text.equals("false"));
          return Boolean.valueOf(text);
        });
  }

  static Setting<String> text(String name, String standard, String meaning) {
    return new Setting<>(name, standard, "text", meaning, Function.identity());
  }

  /** What a tenant or a user is called. */
  static Setting<String> owner(String name, String standard, String meaning) {
    return new Setting<>(
        name,
        standard,
        OwnerName.ALLOWED,
        meaning,
        text -> {
          require(OwnerName.isAllowed(text));
          return text;
        });
  }

  static Setting<Optional<String>> optional(String name, String meaning) {
    return new Setting<>(
        name, "", "text", meaning, text -> Optional.of(text).filter(t -> !t.isEmpty()));
  }

  /** The address of another server, without a slash at its end. */
  static Setting<Optional<URI>> optionalAddress(String name, String meaning) {
    return new Setting<>(
        name,
        "",
        "an http or https URL without a query",
        meaning,
        text -> {
          if (text.isEmpty()) {
            return Optional.empty();
          }
          URI uri = URI.create(text.replaceAll("/+$", ""));
          require("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
          require(uri.getHost() != null && uri.getRawQuery() == null);
          return Optional.of(uri);
        });
  }

  static Setting<Optional<Integer>> optionalPort(String name, String meaning) {
    return new Setting<>(
        name,
        "",
        "1 to 65535",
        meaning,
        text -> {
          if (text.isEmpty()) {
            return Optional.empty();
          }
          int port = Integer.parseInt(text);
          require(port >= 1 && port <= 65_535);
          return Optional.of(port);
        });
  }

  static <E extends Enum<E>> Setting<E> choice(
      String name, E standard, Class<E> type, String meaning) {
    return new Setting<>(
        name,
        standard.name().toLowerCase(Locale.ROOT),
        Arrays.stream(type.getEnumConstants())
            .map(e -> e.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")),
        meaning,
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  /** How many tasks of a queue, whatever its name is, one node runs at once. */
  public static Setting<Optional<Integer>> concurrency(String queue) {
    Setting<Integer> given = number("", 1, 1, 1_000, "");
    Setting<Optional<Integer>> own =
        new Setting<>(
            "waybill.queue." + queue.replace('_', '-') + ".concurrency",
            "",
            given.allowed(),
            "Maximum tasks of this queue that one node runs at the same time; unset: defined by its"
                + " task types. For `pipeline_jobs` also read from `PIPELINE_MAX_CONCURRENT_JOBS`.",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(given.parser().apply(text)));
    return queue.equals("pipeline_jobs")
        ? own.alsoKnownAs("pipeline.max.concurrent.jobs", given.allowed(), "")
        : own;
  }

  /** Retention of tasks of a type, whatever its name is. */
  public static Setting<Optional<Duration>> retention(String type) {
    Setting<Optional<Duration>> own =
        optionalDuration(
            "waybill.retention." + type.replace('_', '-'),
            "",
            "1s",
            "3650d",
            "How long finished tasks of this type are kept; unset: the default of the type, such as"
                + " 1h for `pipeline` and `request`. For `pipeline` also read from"
                + " `PIPELINE_JOB_TTL_SECONDS`.");
    return type.equals("pipeline")
        ? own.alsoKnownAs("pipeline.job.ttl.seconds", "1 to 315360000", "s")
        : own;
  }

  /** Reads {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 30d}. */
  public static Duration parseDuration(String text) {
    var match = DURATION.matcher(text);
    require(match.matches());
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException();
    }
  }
}
