package org.waybill.notify;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** A user's notifications, as that user looks at them. */
@ApplicationScoped
public class Notifications {

  private static final String LIST =
      """
      select * from notification where tenant = ? and user_id = ? and (read_at is null or not ?)
        and id < coalesce(?::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
      order by id desc limit ?
      """;

  private static final String UNREAD =
      """
      select count(*) as n from notification
      where tenant = ? and user_id = ? and read_at is null
      """;

  private static final String READ =
      """
      update notification set read_at = coalesce(read_at, now())
      where id = ? and tenant = ? and user_id = ?
      returning *
      """;

  private static final String READ_ALL =
      "update notification set read_at = now() where tenant = ? and user_id = ? and read_at is null";

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** Newest first. */
  public List<Notification> list(Owner owner, boolean unread, UUID before, int limit) {
    return Sql.query(
        durable, Notification::of, LIST, owner.tenant(), owner.userId(), unread, before, limit);
  }

  public int unread(Owner owner) {
    return Sql.query(durable, row -> row.getInt("n"), UNREAD, owner.tenant(), owner.userId())
        .get(0);
  }

  /** Empty if it is not there, or another's. */
  public Optional<Notification> read(UUID id, Owner owner) {
    return Sql.query(durable, Notification::of, READ, id, owner.tenant(), owner.userId()).stream()
        .findFirst();
  }

  /** Answers how many there were. */
  public int readAll(Owner owner) {
    return Sql.update(durable, READ_ALL, owner.tenant(), owner.userId());
  }

  public boolean delete(UUID id, Owner owner) {
    return Sql.update(
            durable,
            "delete from notification where id = ? and tenant = ? and user_id = ?",
            id,
            owner.tenant(),
            owner.userId())
        > 0;
  }

  /** Answers how many there were. */
  public int deleteAll(Owner owner) {
    return Sql.update(
        durable,
        "delete from notification where tenant = ? and user_id = ?",
        owner.tenant(),
        owner.userId());
  }
}
