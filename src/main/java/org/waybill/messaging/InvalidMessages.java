package org.waybill.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.waybill.event.Publisher;
import org.waybill.json.Json;
import org.waybill.sql.Sql;

/**
 * Stores invalid messages with the reason, so that nothing is lost and nothing is redelivered for
 * ever.
 */
@ApplicationScoped
public class InvalidMessages {

  private static final Logger LOG = Logger.getLogger(InvalidMessages.class.getName());
  private static final int MOST_OF_A_BODY = 64 * 1024;
  private static final int MOST_OF_A_REASON = 2_000;
  private static final int LOGGED_OF_A_REASON = 80;
  private static final int MOST_HEADERS = 100;
  private static final UUID LAST = new UUID(-1, -1);

  private static final String INSERT =
      """
      insert into invalid_message (id, tenant, source, reason, headers, body, body_bytes)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String LIST =
      """
      select id, tenant, source, reason, headers, body, body_bytes, received_at
      from invalid_message where tenant = ? and id < ? order by id desc limit ?
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Publisher publisher;

  /**
   * Stores this message.
   *
   * @param id UUIDv7
   * @throws org.waybill.sql.DatabaseException if it is not stored
   */
  public void keep(UUID id, String tenant, Submission message, String reason) {
    String why = storable(reason, MOST_OF_A_REASON);
    Sql.update(
        durable,
        INSERT,
        id,
        tenant,
        storable(String.valueOf(message.source()), MOST_OF_A_REASON),
        why,
        headers(message),
        message.content().body() == null ? null : beginning(message.content().body()),
        message.content().bytes());
    LOG.log(
        Level.WARNING,
        "A message in queue {0} is invalid and kept for inspection (GET /api/invalid-messages):"
            + " {1}",
        new Object[] {message.source(), storable(why, LOGGED_OF_A_REASON)});
    publisher.publish(new MessageRejected(message.source(), why));
  }

  /** Newest first. */
  public List<InvalidMessage> list(String tenant, UUID before, int limit) {
    return Sql.query(
        durable,
        row ->
            new InvalidMessage(
                row.getObject("id", UUID.class),
                row.getString("tenant"),
                row.getString("source"),
                row.getString("reason"),
                row.getString("headers"),
                row.getBytes("body"),
                row.getLong("body_bytes"),
                Sql.instant(row, "received_at")),
        LIST,
        tenant,
        before == null ? LAST : before,
        limit);
  }

  /** False if there is none of this id. */
  public boolean delete(String tenant, UUID id) {
    return Sql.update(
            durable, "delete from invalid_message where tenant = ? and id = ?", tenant, id)
        > 0;
  }

  /** Deletes all of a tenant; answers how many. */
  public int deleteAll(String tenant) {
    return Sql.update(durable, "delete from invalid_message where tenant = ?", tenant);
  }

  private static String headers(Submission message) {
    JsonObjectBuilder object = Json.object();
    message.headers().entrySet().stream()
        .limit(MOST_HEADERS)
        .forEach(header -> object.add(storable(header.getKey(), 200), storable(header.getValue())));
    return object.build().toString();
  }

  private static byte[] beginning(byte[] body) {
    return body.length > MOST_OF_A_BODY ? Arrays.copyOf(body, MOST_OF_A_BODY) : body;
  }

  private static String storable(String text) {
    return storable(text, MOST_OF_A_REASON);
  }

  /** The database takes no U+0000 in a text. */
  private static String storable(String text, int longest) {
    String plain = text.replace('\0', '\uFFFD');
    return plain.length() > longest ? plain.substring(0, longest) + "…" : plain;
  }
}
