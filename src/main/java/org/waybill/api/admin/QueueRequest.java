package org.waybill.api.admin;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.type.QueueSettings;

/**
 * What an administrator wants of a queue, read and checked. What is not said is as settings and
 * types have it.
 *
 * @param concurrency how many of its tasks run at once on all nodes, or null for any number
 * @param waiting how many may wait, or null for the usual bound
 */
record QueueRequest(QueueSettings settings, Integer concurrency, Integer waiting) {

  private static final Set<String> MEMBERS =
      Set.of("concurrencyPerNode", "concurrency", "waiting", "tenantShare", "retention");

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

  static QueueRequest read(RequestBody body, String queue) {
    body.allowOnly(MEMBERS, "body");
    return new QueueRequest(
        new QueueSettings(
            queue,
            RuleRequest.number(body, "concurrencyPerNode", 1, 1_000),
            RuleRequest.number(body, "tenantShare", 1, 100),
            DurationText.retention(body, "retention"),
            0),
        RuleRequest.number(body, "concurrency", 0),
        RuleRequest.number(body, "waiting", 0));
  }

  /**
   * The version that the caller has seen; null where any may be replaced.
   *
   * @param ifMatch the header, or null
   */
  static Integer version(String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw RequestBody.wrong("If-Match", "is '" + ifMatch + "'", "the ETag of a GET, or *");
    }
    return Integer.valueOf(tag.group(1));
  }

  static Problem changedMeanwhile(String queue) {
    return new Problem(
        412,
        "Precondition failed",
        "Queue " + queue + " was changed by another request; read it again.",
        "If-Match");
  }
}
