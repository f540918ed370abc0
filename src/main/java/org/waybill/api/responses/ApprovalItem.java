package org.waybill.api.responses;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids of items that ask for an approval. */
final class ApprovalItem {

  private static final String PREFIX = "mcpr_";
  private static final Pattern HEX =
      Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

  private ApprovalItem() {}

  static String id(String approval) {
    return PREFIX + approval.replace("-", "");
  }

  /** The approval that such an item asks for. */
  static Optional<UUID> approval(String item) {
    Matcher hex = HEX.matcher(item.startsWith(PREFIX) ? item.substring(PREFIX.length()) : "");
    return hex.matches()
        ? Optional.of(UUID.fromString(hex.replaceFirst("$1-$2-$3-$4-$5")))
        : Optional.empty();
  }
}
