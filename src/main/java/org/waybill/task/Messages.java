package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
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

  private static final String OF_CHAT =
      ofLine(
          """
          select %s as branch_id, cast(null as uuid) as upto
          from (values (cast(? as text), cast(? as text), cast(? as text)))
            as c(tenant, user_id, chat_id)
          """
              .formatted(Branches.currentOf("c")));

  private static final String OF_BRANCH =
      ofLine("select cast(? as uuid) as branch_id, cast(null as uuid) as upto");

  private static final String OF_FIRST_BRANCH =
      ofLine("select cast(null as uuid) as branch_id, cast(null as uuid) as upto");

  @PersistenceUnit(unitName = "waybill")
  private EntityManagerFactory factory;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  private static String ofLine(String start) {
    return """
    with recursive %s
    select m.* from message m join line on m.branch_id is not distinct from line.branch_id
    where m.tenant = ? and m.user_id = ? and m.chat_id = ?
      and (line.upto is null or m.id < line.upto)
    order by m.id desc limit ?
    """
        .formatted(Branches.line(start));
  }

  /** The newest messages of a chat, oldest first: those of its newest branch. */
  public List<Message> ofChat(String tenant, String userId, String chatId, int limit) {
    return ofLine(OF_CHAT, tenant, userId, chatId, List.of(tenant, userId, chatId), limit);
  }

  /**
   * The same of a branch, with those that it shares with the branches it comes from.
   *
   * @param branch null for the first one
   */
  public List<Message> ofBranch(
      String tenant, String userId, String chatId, UUID branch, int limit) {
    return branch == null
        ? ofLine(OF_FIRST_BRANCH, tenant, userId, chatId, List.of(), limit)
        : ofLine(OF_BRANCH, tenant, userId, chatId, List.of(branch), limit);
  }

  private List<Message> ofLine(
      String sql, String tenant, String userId, String chatId, List<?> start, int limit) {
    List<Object> parameters = new ArrayList<>(start);
    parameters.addAll(List.of(tenant, userId, chatId, limit));
    try (EntityManager own = factory.createEntityManager()) {
      Query query = own.createNativeQuery(sql, Message.class);
      for (int i = 0; i < parameters.size(); i++) {
        query.setParameter(i + 1, parameters.get(i));
      }
      List<Message> messages = new ArrayList<>();
      query.getResultList().forEach(each -> messages.add((Message) each));
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

  /** A message of a chat of this user. */
  public Optional<Message> find(Owner owner, String chatId, UUID id) {
    try (EntityManager own = factory.createEntityManager()) {
      return Optional.ofNullable(own.find(Message.class, id))
          .filter(message -> message.tenant().equals(owner.tenant()))
          .filter(message -> message.userId().equals(owner.userId()))
          .filter(message -> message.chatId().equals(chatId));
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
