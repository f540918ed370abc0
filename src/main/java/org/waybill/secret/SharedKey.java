package org.waybill.secret;

import java.security.SecureRandom;
import java.util.List;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** A key that all nodes of a database share; the first that needs it makes it. */
public final class SharedKey {

  private static final int BYTES = 32;
  private static final String FIND = "select key from signing_key where name = ?";
  private static final String MAKE =
      "insert into signing_key (name, key) values (?, ?) on conflict do nothing";

  private final String name;
  private volatile byte[] known;

  /**
   * @param name of what it is for: it signs nothing else
   */
  public SharedKey(String name) {
    this.name = name;
  }

  /** The key; read or made once. */
  public byte[] of(DataSource durable) {
    byte[] key = known;
    if (key == null) {
      key = read(durable);
      known = key;
    }
    return key;
  }

  private byte[] read(DataSource durable) {
    List<byte[]> found = find(durable);
    if (found.isEmpty()) {
      byte[] made = new byte[BYTES];
      new SecureRandom().nextBytes(made);
      Sql.update(durable, MAKE, name, made);
      found = find(durable);
    }
    return found.get(0);
  }

  private List<byte[]> find(DataSource durable) {
    return Sql.query(durable, row -> row.getBytes("key"), FIND, name);
  }
}
