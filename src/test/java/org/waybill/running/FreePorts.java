package org.waybill.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Ports that nobody listens on. */
public final class FreePorts {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private static final Random RANDOM = new Random();

  private FreePorts() {}

  /** One of them, as text for a setting. */
  public static String next() {
    return Integer.toString(
        RANDOM.ints(LOWEST, HIGHEST).filter(FreePorts::isFree).findFirst().orElseThrow());
  }

  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
