package org.waybill.api.admin;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;

/** The version of what administrators have set, as {@code ETag} and {@code If-Match}. */
final class SettingsVersion {

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

  private SettingsVersion() {}

  /**
   * The version that the caller has seen; null where any may be replaced.
   *
   * @param ifMatch the header, or null
   */
  static Integer seen(String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw RequestBody.wrong("If-Match", "is '" + ifMatch + "'", "the ETag of a GET, or *");
    }
    return Integer.valueOf(tag.group(1));
  }

  /**
   * Somebody else was first.
   *
   * @param what was changed, such as {@code Queue requests}
   */
  static Problem changedMeanwhile(String what) {
    return new Problem(
        412,
        "Precondition failed",
        what + " was changed by another request; read it again.",
        "If-Match");
  }

  static Response tagged(String json, int version) {
    return Response.ok(json).header(HttpHeaders.ETAG, "\"" + version + "\"").build();
  }
}
