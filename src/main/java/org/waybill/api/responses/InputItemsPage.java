package org.waybill.api.responses;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/** A page of a response's input items. */
final class InputItemsPage {

  private static final int MOST = 100;
  private static final int USUAL = 20;

  private InputItemsPage() {}

  /**
   * @param order {@code asc} or, by default, {@code desc}
   * @param after id of the last item of the page before, or null
   */
  static JsonObject of(AgentResponse response, Integer limit, String order, String after) {
    int size = limit == null ? USUAL : limit;
    if (size < 1 || size > MOST) {
      throw RequestBody.wrong("limit", "is " + limit, "1 to " + MOST);
    }
    List<JsonObject> all = items(response);
    if (!"asc".equals(order)) {
      if (order != null && !order.equals("desc")) {
        throw RequestBody.wrong("order", "is '" + order + "'", "asc, desc");
      }
      Collections.reverse(all);
    }
    int from = 0;
    if (after != null) {
      from = all.stream().map(each -> each.getString("id")).toList().indexOf(after) + 1;
      if (from == 0) {
        throw RequestBody.wrong("after", "is '" + after + "'", "the id of an item of this list");
      }
    }
    List<JsonObject> page = all.subList(from, Math.min(all.size(), from + size));
    return page(page, from + size < all.size());
  }

  /** What answered a question is in no list. */
  private static List<JsonObject> items(AgentResponse response) {
    List<JsonObject> items = new ArrayList<>();
    if (response.id().from() > 1) {
      return items;
    }
    for (JsonValue each : response.request().items()) {
      if (each instanceof JsonObject item) {
        String id = response.id().part("in_", items.size());
        items.add(Json.builder(item).add("id", id).build());
      }
    }
    return items;
  }

  private static JsonObject page(List<JsonObject> items, boolean hasMore) {
    JsonArrayBuilder data = Json.array();
    items.forEach(data::add);
    JsonObjectBuilder page =
        Json.object().add("object", "list").add("data", data).add("has_more", hasMore);
    if (items.isEmpty()) {
      page.addNull("first_id").addNull("last_id");
    } else {
      page.add("first_id", items.get(0).getString("id"))
          .add("last_id", items.get(items.size() - 1).getString("id"));
    }
    return page.build();
  }
}
