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

  /** A signature in the address says who may open it; the resource checks it. */
  private static final Pattern SIGNED_FILE =
      Pattern.compile("pipeline/jobs/[^/]{1,40}/artifact(/[^/]{1,40})?");

  private PublicPaths() {}

  /**
   * Whether this is the signed address of a file.
   *
   * @param path as of {@link #contains}
   * @param isSigned whether the query has a signature
   */
  static boolean isSignedFile(String path, boolean isSigned) {
    String relative = path.startsWith("/") ? path.substring(1) : path;
    return isSigned && SIGNED_FILE.matcher(relative).matches();
  }

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
