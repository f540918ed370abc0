package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Reads inputs and outputs for lists, bounded: small ones only, and of one list no more than fit
 * into {@link #LARGEST_TOTAL}. Those that are too large are not even read from disk: the size of a
 * value is known without it.
 */
@ApplicationScoped
public class PayloadQuery {

  /** The most bytes of one value in a list. */
  public static final int LARGEST_VALUE = PayloadStore.LARGEST_IN_ROW;

  /** The most bytes of all values in one list: all inputs first, of the newest task first. */
  public static final int LARGEST_TOTAL = 1_048_576;

  private static final String SELECT =
      """
      with sized as (
        select t.id, v.kind, v.text, v.bytes
        from task t cross join lateral (values
          ('input', t.input, coalesce(t.input_bytes, octet_length(t.input))),
          ('output', t.output, coalesce(t.output_bytes, octet_length(t.output))),
          ('partial', t.partial, octet_length(t.partial))) v(kind, text, bytes)
        where t.id = any(?::uuid[]) and v.kind = any(?::text[]) and v.bytes > 0
      ), totals as (
        select *, sum(case when bytes <= ? then bytes else 0 end)
          over (order by kind, id desc) as total
        from sized
      )
      select id, kind, bytes, case when bytes <= ? and total <= ? then text end as text
      from totals
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** Those of these kinds that these tasks have, by the tasks' ids. */
  public Map<UUID, ListedPayload> of(Collection<UUID> tasks, Set<PayloadKind> kinds) {
    Map<UUID, ListedPayload> found = new HashMap<>();
    if (!tasks.isEmpty() && !kinds.isEmpty()) {
      Sql.query(
          durable,
          row -> add(found, row),
          SELECT,
          ArrayParameter.uuids(tasks, id -> id),
          ArrayParameter.texts(kinds, PayloadKind::label),
          LARGEST_VALUE,
          LARGEST_VALUE,
          LARGEST_TOTAL);
    }
    return found;
  }

  private static ListedPayload add(Map<UUID, ListedPayload> found, ResultSet row)
      throws SQLException {
    ListedPayload payload =
        found.computeIfAbsent(row.getObject("id", UUID.class), id -> ListedPayload.empty());
    PayloadKind kind = PayloadKind.of(row.getString("kind"));
    String text = row.getString("text");
    if (text == null) {
      payload.omitted().put(kind, row.getLong("bytes"));
    } else {
      payload.values().put(kind, text);
    }
    return payload;
  }
}
