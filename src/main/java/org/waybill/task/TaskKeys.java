package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.waybill.sql.Column;
import org.waybill.sql.Sql;

/** The keys under which a task is handed over once only. */
@ApplicationScoped
class TaskKeys {

  /**
   * A key is free if nobody has it, or if it has expired. Who asks at the same time waits here for
   * the other's commit.
   */
  private static final String TAKE =
      """
      insert into task_key as k (tenant, kind, key, fingerprint, task_id, expires_at)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::uuid[],
        ?::timestamptz[])
      on conflict (tenant, kind, key) do update set fingerprint = excluded.fingerprint,
        task_id = excluded.task_id, expires_at = excluded.expires_at
        where k.expires_at <= now()
      """;

  private static final String HOLDER =
      "select task_id, fingerprint from task_key where tenant = ? and kind = ? and key = ?";

  private static final String GIVE_BACK = "delete from task_key where task_id = any(?::uuid[])";

  private static final Comparator<Wish> IN_ORDER =
      Comparator.comparing((Wish wish) -> wish.task().tenant())
          .thenComparing(wish -> wish.once().kind())
          .thenComparing(wish -> wish.once().key());

  private record Wish(NewTask task, Terms.Once once) {
    String kind() {
      return once.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Those of one batch that want the same. */
    List<String> name() {
      return List.of(task.tenant(), kind(), once.key());
    }
  }

  /**
   * Takes the keys of these tasks.
   *
   * @return the tasks that must not be stored, each with the one that has its key already
   */
  Map<UUID, Accepted.Existing> take(Connection connection, List<Accepting.Entry> entries)
      throws SQLException {
    Map<UUID, Accepted.Existing> taken = new HashMap<>();
    List<Wish> wishes = new ArrayList<>();
    for (Accepting.Entry entry : entries) {
      entry.task().terms().once().forEach(once -> wishes.add(new Wish(entry.task(), once)));
    }
    // In the same order everywhere: two that each wait for the other's key would wait for ever.
    wishes.sort(IN_ORDER);
    Map<List<String>, Wish> first = new HashMap<>();
    wishes.forEach(wish -> first.putIfAbsent(wish.name(), wish));
    if (!first.isEmpty()) {
      takeFree(connection, wishes.stream().filter(w -> first.get(w.name()) == w).toList());
    }
    for (Wish wish : wishes) {
      Accepted.Existing holder = holder(connection, wish);
      if (!holder.id().equals(wish.task().id())) {
        taken.putIfAbsent(wish.task().id(), holder);
      }
    }
    if (!taken.isEmpty()) {
      // One that is not stored must not keep its other keys from others.
      Sql.update(connection, GIVE_BACK, Column.uuids(taken.keySet(), id -> id));
    }
    return taken;
  }

  private static void takeFree(Connection connection, List<Wish> wishes) throws SQLException {
    Sql.update(
        connection,
        TAKE,
        Column.texts(wishes, wish -> wish.task().tenant()),
        Column.texts(wishes, Wish::kind),
        Column.texts(wishes, wish -> wish.once().key()),
        Column.bytes(wishes, wish -> wish.once().fingerprint()),
        Column.uuids(wishes, wish -> wish.task().id()),
        Column.times(wishes, wish -> wish.once().expiresAt()));
  }

  private static Accepted.Existing holder(Connection connection, Wish wish) throws SQLException {
    return Sql.query(
            connection,
            row ->
                new Accepted.Existing(
                    row.getObject("task_id", UUID.class),
                    row.getBytes("fingerprint"),
                    wish.once().kind()),
            HOLDER,
            wish.task().tenant(),
            wish.kind(),
            wish.once().key())
        .get(0);
  }
}
