package org.waybill.launch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the application whether tasks can be accepted and run. */
record Readiness(int port) {

  private static final int TIME_OUT = 2_000;

  String address() {
    return "http://127.0.0.1:" + port;
  }

  boolean reached() {
    try {
      HttpURLConnection call =
          (HttpURLConnection) URI.create(address() + "/health/ready").toURL().openConnection();
      call.setConnectTimeout(TIME_OUT);
      call.setReadTimeout(TIME_OUT);
      try {
        return call.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        call.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
