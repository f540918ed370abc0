package org.waybill.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.waybill.config.SecretKeys;

/** Encrypts and decrypts single texts. */
final class SecretCipher {

  private static final String VERSION = "v1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int PARTS = 4;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeys keys;

  SecretCipher(SecretKeys keys) {
    this.keys = keys;
  }

  /**
   * Encrypts with the first key.
   *
   * @param place where the text is stored
   */
  String encrypt(String text, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String keyId = keys.first();
    try {
      Cipher cipher =
          cipher(Cipher.ENCRYPT_MODE, keys.find(keyId).orElseThrow(), keyId, nonce, place);
      byte[] encrypted = cipher.doFinal(text.getBytes(UTF_8));
      Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
      return String.join(
          ".", VERSION, keyId, base64.encodeToString(nonce), base64.encodeToString(encrypted));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot encrypt with AES in GCM", e);
    }
  }

  /**
   * @throws UnreadableSecret if its key is missing, or it was changed or belongs to another place
   */
  String decrypt(String stored, String place) {
    String[] parts = stored.split("\\.", -1);
    if (parts.length != PARTS || !parts[0].equals(VERSION)) {
      throw new UnreadableSecret("it is no encrypted text");
    }
    SecretKey key =
        keys.find(parts[1])
            .orElseThrow(
                () -> new UnreadableSecret("its key '" + parts[1] + "' is not configured"));
    try {
      Base64.Decoder base64 = Base64.getUrlDecoder();
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, parts[1], base64.decode(parts[2]), place);
      return new String(cipher.doFinal(base64.decode(parts[3])), UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnreadableSecret("it was changed, or belongs to another row or column");
    }
  }

  private static Cipher cipher(int mode, SecretKey key, String keyId, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(String.join("\n", VERSION, keyId, place).getBytes(UTF_8));
    return cipher;
  }
}
