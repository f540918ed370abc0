package org.waybill.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waybill.config.Settings;
import org.waybill.running.Receiver;
import org.waybill.time.Ticker;

/** The machine knows no name under {@code .invalid}; only the test does, and for so many times. */
@Timeout(20)
class LookingUpTest {

  private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(10), 1_000);

  private final Deque<String[]> answers = new ArrayDeque<>();
  private final SafeHttpClient outbound =
      new SafeHttpClient(
          new Settings(Map.of("waybill.outbound.allow", "127.0.0.0/8")::get),
          (SSLSocketFactory) SSLSocketFactory.getDefault(),
          this::next,
          new Ticker());

  private InetAddress[] next(String host) throws UnknownHostException {
    if (answers.isEmpty()) {
      throw new UnknownHostException(host);
    }
    String[] texts = answers.remove();
    InetAddress[] addresses = new InetAddress[texts.length];
    for (int i = 0; i < texts.length; i++) {
      addresses[i] = InetAddress.getByName(texts[i]);
    }
    return addresses;
  }

  private static Receiver sayingItsName() throws IOException {
    return new Receiver(
        exchange -> Receiver.say(exchange, 200, exchange.getRequestHeaders().getFirst("Host")));
  }

  private static URI named(Receiver receiver) {
    return URI.create("http://rebinding.invalid:" + receiver.port() + "/");
  }

  @Test
  void isDoneOnceAndTheCallGoesToTheAddressThatWasChecked() throws Exception {
    answers.add(new String[] {"127.0.0.1"});
    answers.add(new String[] {"10.0.0.1"});
    try (Receiver receiver = sayingItsName()) {
      assertThat(outbound.get(named(receiver), LIMITS).body())
          .asString()
          .isEqualTo("rebinding.invalid:" + receiver.port());
      assertThat(answers).hasSize(1);
      assertThatThrownBy(() -> outbound.get(named(receiver), LIMITS))
          .isInstanceOf(RefusedAddress.class)
          .hasMessageContaining("which is not public or cannot be resolved")
          .hasMessageNotContaining("10.0.0.1");
    }
  }

  @Test
  void refusesANameIfOneOfItsAddressesMustNotBeCalled() throws Exception {
    answers.add(new String[] {"127.0.0.1", "10.0.0.1"});
    try (Receiver receiver = sayingItsName()) {
      assertThatThrownBy(() -> outbound.get(named(receiver), LIMITS))
          .isInstanceOf(RefusedAddress.class);
    }
  }

  @Test
  void givesWayToTheNextAddressIfOneDoesNotAnswer() throws Exception {
    answers.add(new String[] {"127.0.0.2", "127.0.0.1"});
    try (Receiver receiver = sayingItsName()) {
      assertThat(outbound.get(named(receiver), LIMITS).status()).isEqualTo(200);
    }
  }

  @Test
  void isDoneAgainForARedirectAndCheckedAgain() throws Exception {
    for (String then : List.of("127.0.0.1", "10.0.0.1")) {
      answers.add(new String[] {"127.0.0.1"});
      answers.add(new String[] {then});
      try (Receiver receiver =
          new Receiver(
              exchange -> {
                exchange.getResponseHeaders().set("Location", "/there");
                boolean there = exchange.getRequestURI().getPath().equals("/there");
                Receiver.say(exchange, there ? 200 : 302, "");
              })) {
        if (then.startsWith("10.")) {
          assertThatThrownBy(() -> outbound.get(named(receiver), LIMITS))
              .isInstanceOf(RefusedAddress.class);
        } else {
          assertThat(outbound.get(named(receiver), LIMITS).status()).isEqualTo(200);
        }
      }
    }
    assertThat(answers).isEmpty();
  }
}
