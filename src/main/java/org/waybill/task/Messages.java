package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** Reads chats and their messages. */
@ApplicationScoped
public class Messages {

  /** A chat in the list of chats. */
  public record Chat(
      String id, String userId, String title, Instant createdAt, Instant updatedAt) {}

  private static final String CHATS =
      """
      select c.id, c.user_id, c.created_at,
        (select left(m.content, 80) from message m
          where m.tenant = c.tenant and m.user_id = c.user_id and m.chat_id = c.id
            and m.role = 'user'
          order by m.id limit 1) as title,
        (select m.created_at from message m
          where m.tenant = c.tenant and m.user_id = c.user_id and m.chat_id = c.id
          order by m.id desc limit 1) as updated_at
      from chat c where c.tenant = ? and c.user_id = ?
      order by updated_at desc nulls last limit ?
      """;

  @PersistenceUnit(unitName = "waybill")
  private EntityManagerFactory factory;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** The newest messages of a chat, oldest first. */
  public List<Message> ofChat(String tenant, String userId, String chatId, int limit) {
    try (EntityManager own = factory.createEntityManager()) {
      List<Message> newestFirst =
          own.createQuery(
                  "select m from Message m where m.tenant = :tenant and m.userId = :user"
                      + " and m.chatId = :chat order by m.id desc",
                  Message.class)
              .setParameter("tenant", tenant)
              .setParameter("user", userId)
              .setParameter("chat", chatId)
              .setMaxResults(limit)
              .getResultList();
      List<Message> messages = new ArrayList<>(newestFirst);
      Collections.reverse(messages);
      return messages;
    }
  }

  /**
   * The users' messages to these tasks, oldest first; callable on any thread, like {@link
   * Tasks#find}.
   */
  public List<Message> ofUsers(Collection<UUID> tasks) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    try (EntityManager own = factory.createEntityManager()) {
      return own.createQuery(
              "select m from Message m where m.taskId in :tasks and m.role = :role order by m.id",
              Message.class)
          .setParameter("tasks", tasks)
          .setParameter("role", MessageRole.USER.label())
          .getResultList();
    }
  }

  /** The users who have a chat with this id; each has a separate one. */
  public List<String> ownersOf(String tenant, String chatId) {
    return Sql.query(
        durable,
        row -> row.getString("user_id"),
        "select user_id from chat where tenant = ? and id = ? order by user_id",
        tenant,
        chatId);
  }

  /** A user's chats, the one spoken in last first. */
  public List<Chat> chatsOf(String tenant, String userId, int limit) {
    return Sql.query(
        durable,
        row ->
            new Chat(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("title"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at")),
        CHATS,
        tenant,
        userId,
        limit);
  }
}
