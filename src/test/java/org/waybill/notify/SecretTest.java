package org.waybill.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SecretTest {

  private static final String KNOWN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant THEN = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void signsAsTheExampleOfStandardWebhooksDoes() {
    assertThat(new Secret(KNOWN, null, null).sign(ID, THEN, BODY)).isEqualTo(SIGNED);
  }

  @Test
  void whileItIsRotatedBothSign() {
    Secret rotating = new Secret(Secret.fresh(), KNOWN, THEN.plusSeconds(1));
    assertThat(rotating.sign(ID, THEN, BODY)).matches("v1,\\S+ \\S+").endsWith(" " + SIGNED);
    assertThat(rotating.sign(ID, THEN.plusSeconds(1), BODY)).doesNotContain(" ");
  }

  @Test
  void aSecretIsOfTheRightKindAndLength() {
    assertThat(Secret.isSecret(Secret.fresh())).isTrue();
    assertThat(Secret.isSecret(KNOWN)).isTrue();
    assertThat(Secret.isSecret("whsec_c2hvcnQ=")).isFalse();
    assertThat(Secret.isSecret("whsec_***")).isFalse();
    assertThat(Secret.isSecret(KNOWN.substring(6))).isFalse();
  }
}
