package org.waybill.document;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.owner.Owner;

/**
 * What is to be done with many of an owner's documents.
 *
 * @param ids only these; all if empty
 * @param tags only those with all of these
 * @param createdTo only those uploaded before this time
 */
public record DocumentOperation(
    Owner owner, Action action, List<UUID> ids, List<String> tags, Instant createdTo) {

  /** In one operation; more are named by a filter. */
  public static final int MOST_IDS = 1_000;

  /** What is done. */
  public enum Action {
    REINDEX,
    DELETE;

    /** As shown: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public String toJson() {
    return Json.object()
        .add("action", action.label())
        .add("ids", Json.array(ids.stream().map(UUID::toString).toList()))
        .add("tags", Json.array(tags))
        .add("createdTo", createdTo.toString())
        .build()
        .toString();
  }

  public static DocumentOperation read(JsonObject json, Owner owner) {
    return new DocumentOperation(
        owner,
        Action.valueOf(json.getString("action").toUpperCase(Locale.ROOT)),
        json.getJsonArray("ids").getValuesAs(JsonString.class).stream()
            .map(each -> UUID.fromString(each.getString()))
            .toList(),
        json.getJsonArray("tags").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .toList(),
        Instant.parse(json.getString("createdTo")));
  }
}
