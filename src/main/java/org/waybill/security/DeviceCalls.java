package org.waybill.security;

import java.util.regex.Pattern;

/** The one call that a device's token is for; every interface rejects all others. */
public final class DeviceCalls {

  public static final String ALLOWED = "A device's token may only send frames of its own camera.";

  private static final Pattern FRAMES = Pattern.compile("/?cameras/[0-9a-fA-F-]{36}/frames/?");

  private DeviceCalls() {}

  /**
   * Whether this caller is a device and calls something else.
   *
   * @param path within the API, not decoded
   */
  static boolean isForbidden(Caller caller, String method, String path) {
    return caller.role() == CallerRole.DEVICE
        && !(method.equals("POST") && FRAMES.matcher(path).matches());
  }
}
