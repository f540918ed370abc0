package org.waybill.type;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.waybill.handler.TaskType;
import org.waybill.sql.Sql;

/**
 * The types that live workers run, as of a second ago. Until the first read, all types are assumed
 * to run.
 */
@ApplicationScoped
public class RunningTypes {

  private static final String TYPES =
      "select types from worker where lost_at is null and not ended";

  /**
   * @param others workers of a version that does not store its types: they count for all types
   */
  private record Seen(Map<String, Integer> workers, Map<String, Integer> queues, int others) {}

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  @Inject private TaskTypes types;

  private volatile Seen seen;

  /** Reads the workers' rows; answers whether a type runs now that did not before. */
  public boolean refresh() {
    Seen before = seen;
    Map<String, Integer> workers = new HashMap<>();
    int others = 0;
    for (List<String> each :
        Sql.query(
            relaxed,
            row -> {
              java.sql.Array array = row.getArray("types");
              return array == null ? List.<String>of() : Arrays.asList((String[]) array.getArray());
            },
            TYPES)) {
      others += each.isEmpty() ? 1 : 0;
      each.forEach(type -> workers.merge(type, 1, Integer::sum));
    }
    Map<String, Integer> queues =
        types.all().stream()
            .filter(type -> workers.containsKey(type.name()))
            .collect(
                Collectors.toUnmodifiableMap(
                    TaskType::queue, type -> workers.get(type.name()), Math::max));
    seen = new Seen(Map.copyOf(workers), queues, others);
    return before != null
        && (others > 0 && before.others() == 0
            || !before.workers().keySet().containsAll(workers.keySet()));
  }

  /** Whether a live worker runs this type. */
  public boolean runs(String type) {
    Seen now = seen;
    return now == null || now.others() > 0 || now.workers().containsKey(type);
  }

  /** The types that run; empty where all count as running. */
  public Optional<Set<String>> only() {
    Seen now = seen;
    return now == null || now.others() > 0 ? Optional.empty() : Optional.of(now.workers().keySet());
  }

  /** Whether a live worker runs some type of this queue. */
  public boolean serves(String queue) {
    Seen now = seen;
    return now == null || now.others() > 0 || now.queues().containsKey(queue);
  }

  /** How many live workers run some type of this queue. */
  public int workersOf(String queue) {
    Seen now = seen;
    return now == null ? 0 : now.others() + now.queues().getOrDefault(queue, 0);
  }

  /** How many live workers run this type. */
  public int workers(String type) {
    Seen now = seen;
    return now == null ? 0 : now.others() + now.workers().getOrDefault(type, 0);
  }
}
