package org.waybill.sql;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;

/** One column of a batch, bound as an SQL array and unnested by the statement. */
public record Column(String type, Object[] values) {

  public static <T> Column uuids(Collection<T> rows, Function<T, Object> value) {
    return of("uuid", rows, value);
  }

  public static <T> Column texts(Collection<T> rows, Function<T, Object> value) {
    return of("text", rows, value);
  }

  public static <T> Column ints(Collection<T> rows, Function<T, Object> value) {
    return of("int4", rows, value);
  }

  public static <T> Column longs(Collection<T> rows, Function<T, Object> value) {
    return of("int8", rows, value);
  }

  public static <T> Column flags(Collection<T> rows, Function<T, Object> value) {
    return of("bool", rows, value);
  }

  public static <T> Column bytes(Collection<T> rows, Function<T, byte[]> value) {
    return new Column("bytea", rows.stream().map(value).toArray(byte[][]::new));
  }

  /** Instants, null for none. */
  public static <T> Column times(Collection<T> rows, Function<T, Instant> value) {
    return of(
        "timestamptz",
        rows,
        row -> {
          Instant instant = value.apply(row);
          return instant == null ? null : timestamp(instant);
        });
  }

  private static Timestamp timestamp(Instant instant) {
    try {
      return Timestamp.from(instant);
    } catch (IllegalArgumentException e) {
      throw DatabaseFailure.ofValue(e);
    }
  }

  private static <T> Column of(String type, Collection<T> rows, Function<T, Object> value) {
    return new Column(type, rows.stream().map(value).toArray());
  }
}
