package org.waybill.security;

import java.util.Set;
import java.util.regex.Pattern;

/** What may be called without a token. */
final class PublicPaths {

  private static final Set<String> PATHS = Set.of(".well-known/agent-card.json");

  /** A provider sends browsers there, which have no token; a state and a cookie identify them. */
  private static final Pattern CALLBACK = Pattern.compile("accounts/[a-z][a-z0-9-]{0,39}/callback");

  /** Other agents call there; a token of the callback identifies them. */
  private static final Pattern AGENT_CALLBACK = Pattern.compile("a2a/callbacks/[0-9a-fA-F-]{1,36}");

  private PublicPaths() {}

  /**
   * @param path within the application, not decoded: {@code %2F} separates nothing; servers differ
   *     on whether it begins with a slash
   */
  static boolean contains(String path) {
    String relative = path.startsWith("/") ? path.substring(1) : path;
    return PATHS.contains(relative)
        || CALLBACK.matcher(relative).matches()
        || AGENT_CALLBACK.matcher(relative).matches();
  }
}
