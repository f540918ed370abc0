package org.waybill.handlers.bulk;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.waybill.json.Json;
import org.waybill.task.BulkOperation;

/** What has been done and what was skipped, with the reasons. */
final class BulkResult {

  private final BulkOperation.Action action;
  private final long matched;
  private final Map<String, Integer> skipped = new TreeMap<>();
  private int done;
  private int seen;

  BulkResult(BulkOperation.Action action, long matched) {
    this.action = action;
    this.matched = matched;
  }

  /**
   * @param reason why it was skipped, or null if it was done
   */
  void add(String reason) {
    seen++;
    if (reason == null) {
      done++;
    } else {
      skipped.merge(reason, 1, Integer::sum);
    }
  }

  int percent() {
    return matched == 0 ? 100 : (int) Math.min(100, 100L * seen / matched);
  }

  String text() {
    return "%s: %d of %d, %d skipped".formatted(action.label(), seen, matched, seen - done);
  }

  JsonObject toJson() {
    JsonObjectBuilder reasons = Json.object();
    skipped.forEach(reasons::add);
    return Json.object()
        .add("action", action.label())
        .add("matched", matched)
        .add("done", done)
        .add("skipped", seen - done)
        .add("skippedBecause", reasons)
        .build();
  }
}
