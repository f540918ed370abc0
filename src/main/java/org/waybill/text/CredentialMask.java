package org.waybill.text;

import java.util.regex.Pattern;

/** Masks what looks like a credential: people paste them into what they write. */
public final class CredentialMask {

  private static final String MASK = "***";

  /** Keys and tokens of known forms, JSON Web Tokens, authorization headers, private keys. */
  private static final Pattern KEY =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])(?:"
              + "(?:sk|pk|rk|ghp|gho|ghu|ghs|ghr|github_pat|glpat|xox[abeoprs]|wb)[-_]"
              + "[A-Za-z0-9_-]{16,}+"
              + "|AKIA[A-Z0-9]{16}"
              + "|eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]++"
              + "|-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[^\"]*+"
              + ")");

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "(?<![A-Za-z0-9])((?i:bearer|authorization\\W{1,6}basic) )[A-Za-z0-9._~+/-]{16,}+=*+");

  /** A member of JSON, also of JSON within a text. */
  private static final Pattern MEMBER =
      Pattern.compile(
          "((?i:password|passwd|secret|client_secret|api[-_]?key|(?:access|refresh)[-_]?token)"
              + "\\\\{0,3}\": ?\\\\{0,3}\")[^\"\\\\]++");

  private CredentialMask() {}

  /** JSON text stays JSON text. */
  public static String of(String text) {
    String masked = KEY.matcher(text).replaceAll(MASK);
    masked = AUTHORIZATION.matcher(masked).replaceAll("$1" + MASK);
    return MEMBER.matcher(masked).replaceAll("$1" + MASK);
  }
}
