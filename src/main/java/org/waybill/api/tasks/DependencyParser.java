package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.security.Caller;
import org.waybill.task.TaskDependencies;

/** Reads {@code dependsOn}, and finds the tasks that it names. */
@ApplicationScoped
class DependencyParser {

  private static final int MOST = 100;
  private static final int LONGEST_REF = 200;
  private static final String ALLOWED =
      "ids of your own tasks, or {\"taskId\": …, \"on\": \"success\" or \"end\"}";

  /**
   * One element.
   *
   * @param field such as {@code dependsOn[2]}
   * @param ref a task of the same batch; then there is no id
   */
  record Need(String field, UUID id, String ref, boolean success) {}

  @Inject private TaskDependencies taskDependencies;

  /** What is written, not yet looked for. */
  static List<Need> read(RequestBody body) {
    JsonArray array = body.array("dependsOn", MOST);
    List<Need> needs = new ArrayList<>();
    for (int i = 0; array != null && i < array.size(); i++) {
      needs.add(need("dependsOn[" + i + "]", array.get(i)));
    }
    return needs;
  }

  private static Need need(String field, JsonValue value) {
    if (value instanceof JsonString id) {
      return new Need(field, id(field, id.getString()), null, true);
    }
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      throw RequestBody.wrong(field, "is " + value, ALLOWED);
    }
    try {
      return need(field, RequestBody.of(value, field));
    } catch (Problem e) {
      boolean named = e.field() != null && e.field().startsWith(field);
      throw named ? e : e.in(field + ".");
    }
  }

  private static Need need(String field, RequestBody body) {
    String on = body.text("on", 20);
    if (on != null && !on.equals("success") && !on.equals("end")) {
      throw RequestBody.wrong("on", "is '" + on + "'", "success, end");
    }
    boolean success = on == null || on.equals("success");
    String ref = body.text("ref", LONGEST_REF);
    String id = body.text("taskId", LONGEST_REF);
    if ((ref == null) == (id == null)) {
      throw RequestBody.wrong(
          field,
          ref == null ? "has neither taskId nor ref" : "has both taskId and ref",
          "exactly one of them");
    }
    return id == null
        ? new Need(field, null, ref, success)
        : new Need(field, id(field, id), null, success);
  }

  private static UUID id(String field, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw RequestBody.wrong(field, "is '" + text + "'", ALLOWED);
    }
  }

  /**
   * Tells these tasks which others they wait for; operators may name any of their tenant.
   *
   * @param refs the tasks of a batch by their names
   */
  void tie(Collection<ParsedTask> tasks, Map<String, UUID> refs, Caller caller) {
    Set<UUID> named = new HashSet<>();
    for (ParsedTask task : tasks) {
      task.needs().stream().filter(n -> n.id() != null).forEach(n -> named.add(n.id()));
    }
    String whose = caller.isOperator() ? null : caller.userId();
    Set<UUID> present = taskDependencies.present(named, caller.tenant(), whose);
    for (ParsedTask task : tasks) {
      for (Need need : task.needs()) {
        task.builder().needs(idOf(need, task, refs, present), need.success());
      }
    }
  }

  private static UUID idOf(Need need, ParsedTask task, Map<String, UUID> refs, Set<UUID> present) {
    if (need.id() != null) {
      if (!present.contains(need.id())) {
        throw RequestBody.wrong(
                need.field(), "is '" + need.id() + "', which is not one of your tasks", ALLOWED)
            .in(task.place());
      }
      return need.id();
    }
    UUID id = refs.get(need.ref());
    if (id == null) {
      throw RequestBody.wrong(
              need.field(), "names ref '" + need.ref() + "'", "refs of tasks in the same batch")
          .in(task.place());
    }
    return id;
  }
}
