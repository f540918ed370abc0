package org.waybill.drive;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A place on another server where results are put. */
public interface Drive {

  /** As jobs and settings name it. */
  String name();

  /** Whether the settings say where it is. */
  boolean isConfigured();

  /**
   * Puts a file there, in place of one with this path.
   *
   * @param path of names separated by slashes
   * @return its address, which need not open without credentials
   * @throws DriveRefused if it will never be taken
   * @throws IOException if it may be taken later
   */
  URI put(String path, String mediaType, byte[] content)
      throws IOException, DriveRefused, InterruptedException;

  /** An address that opens without credentials for a time; empty if there is no such thing. */
  Optional<URI> link(String path, Duration time);
}
