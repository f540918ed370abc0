package org.waybill.security;

import java.util.Set;

/** What everybody may read, so as to learn how to come in. */
final class PublicPaths {

  private static final Set<String> PATHS = Set.of(".well-known/agent-card.json");

  private PublicPaths() {}

  /**
   * @param path within the application; servers differ on whether it begins with a slash
   */
  static boolean contains(String path) {
    return PATHS.contains(path.startsWith("/") ? path.substring(1) : path);
  }
}
