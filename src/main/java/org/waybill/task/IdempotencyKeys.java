package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;
import org.waybill.task.TaskConstraints.UniquenessKey;

/**
 * The keys that prevent duplicate submissions. In every transaction they are locked kind by kind,
 * and within a kind in the order of the keys, so that two transactions cannot deadlock.
 */
@ApplicationScoped
public class IdempotencyKeys {

  /**
   * A key is free if no task has it, or if it has expired. Concurrent transactions with the same
   * key wait here for the commit of the first; afterwards the rows of all these keys are locked,
   * whoever owns them.
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

  /**
   * A unique task that was deleted frees its key. A statement of its own, after the locks: in the
   * one above, a task that was committed while it waited would not be seen.
   */
  private static final String TAKE_OF_DELETED =
      """
      update task_key k set fingerprint = g.fingerprint, task_id = g.task_id,
        expires_at = g.expires_at
      from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::uuid[], ?::timestamptz[])
        as g(tenant, kind, key, fingerprint, task_id, expires_at)
      where k.tenant = g.tenant and k.kind = g.kind and k.key = g.key and k.task_id <> g.task_id
        and not exists (select from task t where t.id = k.task_id)
      """;

  private static final String HOLDERS =
      """
      select k.tenant, k.kind, k.key, k.task_id, k.fingerprint
      from unnest(?::text[], ?::text[], ?::text[]) as g(tenant, kind, key)
        join task_key k on k.tenant = g.tenant and k.kind = g.kind and k.key = g.key
      """;

  private static final String PASS_ON =
      """
      update task_key k set task_id = g.to_id
      from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[])
        as g(tenant, kind, key, task_id, to_id)
      where k.tenant = g.tenant and k.kind = g.kind and k.key = g.key and k.task_id = g.task_id
      """;

  private static final String GIVE_BACK =
      """
      delete from task_key k using unnest(?::text[], ?::text[], ?::text[], ?::uuid[])
        as g(tenant, kind, key, task_id)
      where k.tenant = g.tenant and k.kind = g.kind and k.key = g.key and k.task_id = g.task_id
      """;

  private static final String HOLDER =
      """
      select task_id, fingerprint from task_key
      where tenant = ? and kind = ? and key = ? and expires_at > now()
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** A key of a tenant. */
  private record Name(String tenant, UniquenessKey.Kind kind, String key) {
    static final Comparator<Name> IN_ORDER =
        Comparator.comparing(Name::tenant).thenComparing(Name::key);

    String label() {
      return kind.name().toLowerCase(Locale.ROOT);
    }
  }

  private record KeyRequest(NewTask task, UniquenessKey once) {
    Name name() {
      return new Name(task.owner().tenant(), once.kind(), once.key());
    }
  }

  /** The task that was submitted under this key before. */
  public Optional<Receipt.Existing> holder(String tenant, UniquenessKey once) {
    return Sql.query(
            durable,
            row -> existing(row, once.kind()),
            HOLDER,
            tenant,
            new Name(tenant, once.kind(), once.key()).label(),
            once.key())
        .stream()
        .findFirst();
  }

  /**
   * Takes the keys of these tasks.
   *
   * @return the tasks that must not be stored, each with the one that has its key already
   */
  Map<UUID, Receipt.Existing> take(Connection connection, List<TaskInserter.Entry> entries)
      throws SQLException {
    List<NewTask> tasks =
        entries.stream()
            .map(TaskInserter.Entry::task)
            .filter(task -> !task.terms().once().isEmpty())
            .toList();
    Map<UUID, Receipt.Existing> taken = new HashMap<>();
    if (tasks.isEmpty()) {
      return taken;
    }
    taken.putAll(takeEach(connection, requests(tasks, UniquenessKey.Kind.REQUEST, taken)));
    Map<UUID, Receipt.Existing> known =
        takeEach(connection, requests(tasks, UniquenessKey.Kind.UNIQUE, taken));
    taken.putAll(known);
    passOn(connection, tasks, known);
    Map<UUID, Receipt.Existing> refused =
        ExclusiveOrderCheck.refuse(
            connection,
            requests(tasks, UniquenessKey.Kind.ALONE, taken).stream()
                .map(KeyRequest::task)
                .toList());
    taken.putAll(refused);
    giveBack(connection, tasks, refused);
    return resolved(taken);
  }

  /** The keys of one kind for the tasks that have no answer yet. */
  private static List<KeyRequest> requests(
      List<NewTask> tasks, UniquenessKey.Kind kind, Map<UUID, Receipt.Existing> taken) {
    return tasks.stream()
        .filter(task -> !taken.containsKey(task.id()) && task.terms().once(kind) != null)
        .map(task -> new KeyRequest(task, task.terms().once(kind)))
        .sorted(Comparator.comparing(KeyRequest::name, Name.IN_ORDER))
        .toList();
  }

  private static Map<UUID, Receipt.Existing> takeEach(
      Connection connection, List<KeyRequest> requests) throws SQLException {
    Map<UUID, Receipt.Existing> taken = new HashMap<>();
    if (requests.isEmpty()) {
      return taken;
    }
    Map<Name, KeyRequest> first = new LinkedHashMap<>();
    requests.forEach(request -> first.putIfAbsent(request.name(), request));
    write(connection, TAKE, first.values());
    if (requests.get(0).once().kind() == UniquenessKey.Kind.UNIQUE) {
      write(connection, TAKE_OF_DELETED, first.values());
    }
    Map<Name, Receipt.Existing> holders = holders(connection, first.keySet());
    for (KeyRequest request : requests) {
      Receipt.Existing holder = holders.get(request.name());
      if (!holder.id().equals(request.task().id())) {
        taken.put(request.task().id(), holder);
      }
    }
    return taken;
  }

  private static void write(
      Connection connection, String statement, Collection<KeyRequest> requests)
      throws SQLException {
    Sql.update(
        connection,
        statement,
        ArrayParameter.texts(requests, request -> request.name().tenant()),
        ArrayParameter.texts(requests, request -> request.name().label()),
        ArrayParameter.texts(requests, request -> request.name().key()),
        ArrayParameter.bytes(requests, request -> request.once().fingerprint()),
        ArrayParameter.uuids(requests, request -> request.task().id()),
        ArrayParameter.times(requests, request -> request.once().expiresAt()));
  }

  private static Map<Name, Receipt.Existing> holders(Connection connection, Collection<Name> names)
      throws SQLException {
    Map<Name, Receipt.Existing> holders = new HashMap<>();
    Sql.query(
        connection,
        row -> {
          UniquenessKey.Kind kind =
              UniquenessKey.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
          return holders.put(
              new Name(row.getString("tenant"), kind, row.getString("key")), existing(row, kind));
        },
        HOLDERS,
        ArrayParameter.texts(names, Name::tenant),
        ArrayParameter.texts(names, Name::label),
        ArrayParameter.texts(names, Name::key));
    return holders;
  }

  /** A request that returned an existing unique task returns it again whenever it is repeated. */
  private static void passOn(
      Connection connection, List<NewTask> tasks, Map<UUID, Receipt.Existing> known)
      throws SQLException {
    List<KeyRequest> requests = keysOf(tasks, known);
    if (!requests.isEmpty()) {
      Sql.update(
          connection,
          PASS_ON,
          ArrayParameter.texts(requests, request -> request.name().tenant()),
          ArrayParameter.texts(requests, request -> request.name().label()),
          ArrayParameter.texts(requests, request -> request.name().key()),
          ArrayParameter.uuids(requests, request -> request.task().id()),
          ArrayParameter.uuids(requests, request -> known.get(request.task().id()).id()));
    }
  }

  /** A rejected task must not keep its keys from others, nor from its own retry. */
  private static void giveBack(
      Connection connection, List<NewTask> tasks, Map<UUID, Receipt.Existing> refused)
      throws SQLException {
    List<KeyRequest> requests = keysOf(tasks, refused);
    if (!requests.isEmpty()) {
      Sql.update(
          connection,
          GIVE_BACK,
          ArrayParameter.texts(requests, request -> request.name().tenant()),
          ArrayParameter.texts(requests, request -> request.name().label()),
          ArrayParameter.texts(requests, request -> request.name().key()),
          ArrayParameter.uuids(requests, request -> request.task().id()));
    }
  }

  private static List<KeyRequest> keysOf(List<NewTask> tasks, Map<UUID, Receipt.Existing> of) {
    List<KeyRequest> requests = new ArrayList<>();
    for (NewTask task : of.isEmpty() ? List.<NewTask>of() : tasks) {
      if (of.containsKey(task.id())) {
        task.terms().once().forEach(once -> requests.add(new KeyRequest(task, once)));
      }
    }
    return requests;
  }

  /**
   * Two tasks of a batch may use the same key, while the first of them is answered with an existing
   * task.
   */
  private static Map<UUID, Receipt.Existing> resolved(Map<UUID, Receipt.Existing> taken) {
    Map<UUID, Receipt.Existing> resolved = new HashMap<>();
    taken.forEach(
        (task, first) -> {
          Receipt.Existing last = first;
          while (taken.containsKey(last.id())) {
            last = taken.get(last.id());
          }
          boolean refused = last.kind() == UniquenessKey.Kind.ALONE;
          resolved.put(
              task,
              refused ? last : new Receipt.Existing(last.id(), first.fingerprint(), first.kind()));
        });
    return resolved;
  }

  private static Receipt.Existing existing(ResultSet row, UniquenessKey.Kind kind)
      throws SQLException {
    return new Receipt.Existing(
        row.getObject("task_id", UUID.class), row.getBytes("fingerprint"), kind);
  }
}
