package org.waybill.launch;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The checkout that was built: where its products and the server's static configuration stand. */
record Installation(Path folder) {

  /**
   * The launcher's classes stand in {@code target/classes} or {@code target/waybill-launch.jar}.
   */
  static Installation ofThisBuild() {
    return new Installation(locationOf(Installation.class).getParent().getParent());
  }

  /** The class path entry that a class came from. */
  static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Path war() {
    return target("waybill.war");
  }

  Path adapter() {
    return target("artemis.rar");
  }

  Path consumers() {
    return target("waybill-consumers.rar");
  }

  Path payara() {
    return target("payara");
  }

  Path serverMain() {
    return target("waybill-server-main.jar");
  }

  Path configuration(String name) {
    return folder.resolve("server-config").resolve(name);
  }

  Path target(String name) {
    return folder.resolve("target").resolve(name);
  }

  void checkBuilt() {
    for (Path product : List.of(war(), adapter(), consumers(), payara(), serverMain())) {
      if (!Files.exists(product)) {
        throw new LaunchFailure(product + " is missing; build first: ./mvnw package");
      }
    }
  }
}
