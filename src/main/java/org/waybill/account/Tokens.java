package org.waybill.account;

import jakarta.json.JsonObject;
import org.waybill.json.Json;

/**
 * What a token endpoint gave.
 *
 * @param refresh null if there was none
 * @param seconds until the access token ends; 0 if unknown
 * @param scopes separated by spaces; null if it did not say
 */
record Tokens(String access, String refresh, long seconds, String scopes) {

  /** To be stored, with the refresh token of before if there is no new one. */
  JsonObject secret(String refreshBefore) {
    String kept = refresh == null ? refreshBefore : refresh;
    var json = Json.object().add("access", access);
    if (kept != null) {
      json.add("refresh", kept);
    }
    return json.build();
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "Tokens[" + seconds + " s]";
  }
}
