package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;

class PortsTest {

  @Test
  void nameTheTakenPortAndItsSetting() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> check(taken.getLocalPort(), Duration.ZERO))
          .isInstanceOf(LaunchFailure.class)
          .hasMessage(
              "Port %d is in use; choose another one with WAYBILL_HTTP_PORT", taken.getLocalPort());
    }
  }

  @Test
  void arePatientWithAProcessThatIsAboutToEnd() throws IOException {
    ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    int port = taken.getLocalPort();
    Thread end =
        new Thread(
            () -> {
              Poller.pause();
              close(taken);
            });
    end.start();
    assertThatCode(() -> check(port, Duration.ofSeconds(20))).doesNotThrowAnyException();
  }

  private static void check(int port, Duration patience) {
    Map<String, String> set = Map.of("waybill.http.port", Integer.toString(port));
    Ports.checkFree(new Settings(set::get), KnownSettings.HTTP_PORT, patience);
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
