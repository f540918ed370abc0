package org.waybill.api.mcp;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** Signs with a key that all nodes share; the first that needs one makes it. */
@ApplicationScoped
class SigningKey {

  private static final String NAME = "mcp";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final String FIND = "select key from signing_key where name = ?";
  private static final String MAKE =
      "insert into signing_key (name, key) values (?, ?) on conflict do nothing";

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  private volatile byte[] known;

  byte[] sign(byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(), ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private byte[] key() {
    byte[] key = known;
    if (key == null) {
      key = read();
      known = key;
    }
    return key;
  }

  private byte[] read() {
    List<byte[]> found = find();
    if (found.isEmpty()) {
      byte[] made = new byte[BYTES];
      new SecureRandom().nextBytes(made);
      Sql.update(durable, MAKE, NAME, made);
      found = find();
    }
    return found.get(0);
  }

  private List<byte[]> find() {
    return Sql.query(durable, row -> row.getBytes("key"), FIND, NAME);
  }
}
