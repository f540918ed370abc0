package org.waybill.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.waybill.config.SecretKeys;

/**
 * Signs addresses that open without a token for a time: with the keys of stored secrets, or else
 * with a key that all nodes of a database share.
 */
@ApplicationScoped
public class AddressSigner {

  private final SharedKey shared = new SharedKey("address");

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private SecretEncryption secrets;

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
    return secrets.keys().map(SecretKeys::encoded).orElseGet(() -> List.of(shared.of(durable)));
  }

  private static String signature(byte[] key, String what, long until) {
    byte[] signature = Hmac.of(key, ("address\n" + what + "\n" + until).getBytes(UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }
}
