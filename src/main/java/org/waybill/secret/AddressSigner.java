package org.waybill.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.waybill.config.SecretKeys;
import org.waybill.sql.Sql;

/**
 * Signs addresses that open without a token for a time: with the keys of stored secrets, or else
 * with a key that all nodes of a database share.
 */
@ApplicationScoped
public class AddressSigner {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String NAME = "address";
  private static final int BYTES = 32;
  private static final String FIND = "select key from signing_key where name = ?";
  private static final String MAKE =
      "insert into signing_key (name, key) values (?, ?) on conflict do nothing";

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private SecretEncryption secrets;

  private volatile byte[] shared;

  /**
   * A signature that can be part of an address.
   *
   * @param what may be opened
   * @param until second of the epoch
   */
  public String sign(String what, long until) {
    return signature(keys().get(0), what, until);
  }

  /** Whether this was signed with one of the present keys; that its time is over is not checked. */
  public boolean isSigned(String what, long until, String signature) {
    return keys().stream()
        .anyMatch(
            key ->
                MessageDigest.isEqual(
                    signature(key, what, until).getBytes(UTF_8), signature.getBytes(UTF_8)));
  }

  /** The first one signs. They sign nothing else than addresses: the text says what it is. */
  private List<byte[]> keys() {
    return secrets.keys().map(SecretKeys::encoded).orElseGet(() -> List.of(sharedKey()));
  }

  private static String signature(byte[] key, String what, long until) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      byte[] signature = mac.doFinal(("address\n" + what + "\n" + until).getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private byte[] sharedKey() {
    byte[] key = shared;
    if (key == null) {
      byte[] made = new byte[BYTES];
      new SecureRandom().nextBytes(made);
      Sql.update(durable, MAKE, NAME, made);
      key = Sql.query(durable, row -> row.getBytes("key"), FIND, NAME).get(0);
      shared = key;
    }
    return key;
  }
}
