package org.waybill.secret;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.waybill.config.SecretKeys;
import org.waybill.sql.Sql;

/**
 * Re-encrypts with the first key, so that older ones can be removed. May be stopped at any time.
 */
@ApplicationScoped
public class SecretRotation {

  private static final Logger LOG = Logger.getLogger(SecretRotation.class.getName());

  private static final int BATCH = 100;

  private static final String COUNT =
      "select split_part(%1$s, '.', 2) as key_id, count(*) as number from %2$s group by 1";

  private static final String OLD =
      """
      select %2$s::text as id, %1$s as stored from %3$s
      where split_part(%1$s, '.', 2) <> ? and %2$s::text > ? order by %2$s::text limit ?
      """;

  /** A value that somebody has replaced meanwhile is encrypted with the first key already. */
  private static final String REPLACE =
      "update %3$s set %1$s = ? where %2$s::text = ? and %1$s = ?";

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private SecretEncryption secrets;

  private record Row(String id, String stored) {}

  /**
   * What one call did.
   *
   * @param rotated values that have the first key now
   * @param unreadable values that could not be decrypted, and stay as they are
   */
  public record Rotated(int rotated, int unreadable) {}

  /** How many values need each key, by its id. */
  public Map<String, Long> valuesByKey() {
    Map<String, Long> counts = new TreeMap<>();
    for (EncryptedColumn column : EncryptedColumn.values()) {
      Sql.query(
              durable,
              row -> Map.entry(row.getString("key_id"), row.getLong("number")),
              COUNT.formatted(column.column(), column.table()))
          .forEach(count -> counts.merge(count.getKey(), count.getValue(), Long::sum));
    }
    return counts;
  }

  /** The id of the key that encrypts, and whether another one is configured. */
  public SecretKeys keys() {
    return secrets.keys().orElseThrow(NoSecretKeys::new);
  }

  /**
   * Re-encrypts up to so many values that have another key than the first.
   *
   * @throws NoSecretKeys if no key is configured
   */
  public Rotated rotate(int most) {
    String first = keys().first();
    Rotated all = new Rotated(0, 0);
    for (EncryptedColumn column : EncryptedColumn.values()) {
      all = rotate(column, first, most, all);
    }
    return all;
  }

  private Rotated rotate(EncryptedColumn column, String first, int most, Rotated before) {
    int rotated = before.rotated();
    int unreadable = before.unreadable();
    String last = "";
    while (rotated < most) {
      List<Row> batch =
          Sql.query(
              durable,
              row -> new Row(row.getString("id"), row.getString("stored")),
              sql(OLD, column),
              first,
              last,
              Math.min(BATCH, most - rotated));
      if (batch.isEmpty()) {
        break;
      }
      for (Row row : batch) {
        int changed = rotate(column, row);
        rotated += Math.max(changed, 0);
        unreadable += changed < 0 ? 1 : 0;
      }
      last = batch.get(batch.size() - 1).id();
    }
    return new Rotated(rotated, unreadable);
  }

  /**
   * @return how many values were replaced; -1 if this one cannot be decrypted
   */
  private int rotate(EncryptedColumn column, Row row) {
    try {
      String text = secrets.decrypt(column, row.id(), row.stored());
      return Sql.update(
          durable,
          sql(REPLACE, column),
          secrets.encrypt(column, row.id(), text),
          row.id(),
          row.stored());
    } catch (UnreadableSecret e) {
      LOG.log(
          Level.WARNING,
          "The secret of {0} {1} cannot be re-encrypted: {2}",
          new Object[] {column.table(), row.id(), e.getMessage()});
      return -1;
    }
  }

  private static String sql(String pattern, EncryptedColumn column) {
    return pattern.formatted(column.column(), column.id(), column.table());
  }
}
