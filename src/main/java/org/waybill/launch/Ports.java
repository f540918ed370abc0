package org.waybill.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.waybill.config.Setting;
import org.waybill.config.Settings;

/** Looks whether the ports are free before anything is started. */
final class Ports {

  private Ports() {}

  /**
   * @param patience how long a port may be held by a process that is about to end
   */
  static void checkFree(Settings settings, Setting<Integer> setting, Duration patience) {
    checkFree(settings.get(setting), setting, patience);
  }

  /** The same for a port that may be unset. */
  static void checkFreeIfSet(
      Settings settings, Setting<Optional<Integer>> setting, Duration patience) {
    settings.get(setting).ifPresent(port -> checkFree(port, setting, patience));
  }

  private static void checkFree(int port, Setting<?> setting, Duration patience) {
    if (Poller.await(patience, () -> taken(port) ? null : true).isEmpty()) {
      throw new LaunchFailure(
          "Port %d is in use; choose another one with %s".formatted(port, setting.env()));
    }
  }

  static boolean taken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
