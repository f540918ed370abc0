package org.waybill.sql;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;

/** One column of a batch, bound as an SQL array and unnested by the statement. */
public record ArrayParameter(String type, Object[] values) {

  /** What the database's times reach to, but for some centuries. */
  private static final Instant FIRST = Instant.parse("-4700-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("+294000-01-01T00:00:00Z");

  public static <T> ArrayParameter uuids(Collection<T> rows, Function<T, Object> value) {
    return of("uuid", rows, value);
  }

  public static <T> ArrayParameter texts(Collection<T> rows, Function<T, Object> value) {
    return of("text", rows, value);
  }

  public static <T> ArrayParameter ints(Collection<T> rows, Function<T, Object> value) {
    return of("int4", rows, value);
  }

  public static <T> ArrayParameter longs(Collection<T> rows, Function<T, Object> value) {
    return of("int8", rows, value);
  }

  public static <T> ArrayParameter flags(Collection<T> rows, Function<T, Object> value) {
    return of("bool", rows, value);
  }

  public static <T> ArrayParameter bytes(Collection<T> rows, Function<T, byte[]> value) {
    return new ArrayParameter("bytea", rows.stream().map(value).toArray(byte[][]::new));
  }

  /** Instants, null for none. */
  public static <T> ArrayParameter times(Collection<T> rows, Function<T, Instant> value) {
    return of(
        "timestamptz",
        rows,
        row -> {
          Instant instant = value.apply(row);
          return instant == null ? null : timestamp(instant);
        });
  }

  /** Beyond its range the driver's own type does not complain, but means another time. */
  static Timestamp timestamp(Instant instant) {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw DatabaseException.ofValue(
          new IllegalArgumentException("not a storable time: " + instant));
    }
    return Timestamp.from(instant);
  }

  private static <T> ArrayParameter of(String type, Collection<T> rows, Function<T, Object> value) {
    return new ArrayParameter(type, rows.stream().map(value).toArray());
  }
}
