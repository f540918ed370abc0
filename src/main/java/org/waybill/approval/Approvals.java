package org.waybill.approval;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.config.Settings;
import org.waybill.config.ToolSettings;
import org.waybill.handler.TaskContext;
import org.waybill.sql.Sql;
import org.waybill.task.TaskCommands;
import org.waybill.task.UuidV7;

/**
 * What waits for a person's agreement, and what was decided. Only {@link #decide} agrees to
 * anything: no answer to a question does. Times are the database's.
 */
@ApplicationScoped
public class Approvals {

  /** A decision of the last second still counts for as long as it takes to start the task. */
  private static final Duration TO_BEGIN = Duration.ofSeconds(10);

  private static final String COLUMNS =
      """
      a.*, case when a.state <> 'refused' and a.begun_at is null and a.expires_at <= now()
        then 'expired' else a.state end as shown
      """;

  private static final String ASK =
      """
      insert into approval
        (id, task_id, call_id, tenant, user_id, chat_id, tool, arguments, digest, text, expires_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now() + ? * interval '1 millisecond')
      on conflict (task_id, call_id) where closed_at is null do nothing
      """;

  private static final String OF_CALL =
      "select %s from approval a where task_id = ? and call_id = ? and closed_at is null"
          .formatted(COLUMNS);

  private static final String CHAT_APPROVED =
      """
      select exists(select from approval a where tenant = ? and user_id = ? and chat_id = ?
        and tool = ? and for_chat
        and %s is not distinct from %s) as approved
      """
          .formatted(branchOf("a.task_id"), branchOf("?"));

  /** The branch of its chat that a task belongs to. */
  private static String branchOf(String task) {
    return "(select m.branch_id from message m where m.task_id = "
        + task
        + " order by m.id limit 1)";
  }

  /** Tasks are locked before their approvals, so that the last of two decisions sees the other. */
  private static final String LOCK_TASK =
      """
      select t.id from task t join approval a on a.task_id = t.id
      where a.id = ? and t.status = 'input_required' for no key update of t
      """;

  private static final String DECIDE =
      """
      update approval set state = ?, for_chat = ?, reason = ?, decided_at = now(), decided_by = ?,
        arguments = coalesce(?, arguments),
        expires_at = greatest(expires_at, now() + ? * interval '1 millisecond')
      where id = ? and digest = ? and state = 'open' and expires_at > now()
      """;

  private static final String ALL_DECIDED =
      """
      select not exists(select from approval o join approval a on a.task_id = o.task_id
        where a.id = ? and o.state = 'open' and o.expires_at > now() and o.closed_at is null)
        as all_decided
      """;

  private static final String BEGIN =
      """
      update approval set begun_at = coalesce(begun_at, now())
      where id = ? and state = 'approved' and (begun_at is not null or expires_at > now())
      """;

  private static final String LIST =
      """
      select %s from approval a where a.tenant = ? and (?::text is null or a.user_id = ?::text)
        and (?::uuid is null or a.id < ?::uuid)
        and (not ? or a.state = 'open' and a.expires_at > now() and exists(
          select from task t where t.id = a.task_id and t.status = 'input_required'))
      order by a.id desc limit ?
      """
          .formatted(COLUMNS);

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private TaskCommands taskCommands;
  @Inject private Settings settings;

  /**
   * The approvals of these calls of a task, which are asked for where that has not happened. The
   * caller lets the task wait while one of them is open.
   *
   * @return in the order given
   */
  public List<Approval> of(TaskContext context, List<ApprovalRequest> calls) {
    return Sql.inTransaction(
        durable,
        connection -> {
          List<Approval> approvals = new ArrayList<>(calls.size());
          for (ApprovalRequest call : calls) {
            approvals.add(ask(connection, context, call));
          }
          return approvals;
        });
  }

  private Approval ask(Connection connection, TaskContext context, ApprovalRequest call)
      throws SQLException {
    Sql.update(
        connection,
        ASK,
        UuidV7.next(),
        context.taskId(),
        call.callId(),
        context.tenant(),
        context.userId(),
        context.chatId(),
        call.tool(),
        call.arguments().toString(),
        CallDigest.of(call.tool(), call.arguments()),
        call.text(),
        time().toMillis());
    return Sql.query(connection, Approvals::read, OF_CALL, context.taskId(), call.callId()).get(0);
  }

  /** How long a call waits for a decision. */
  public Duration time() {
    return settings.get(ToolSettings.APPROVAL_TIME);
  }

  /**
   * Whether this call needs nobody's agreement: the tool is exempt, or the user has agreed to all
   * calls of it in this task's chat. A branch of the chat inherits nothing.
   */
  public boolean isApprovedAhead(TaskContext context, String tool) {
    return settings.get(ToolSettings.EXEMPT).contains(tool) || isApprovedForChat(context, tool);
  }

  private boolean isApprovedForChat(TaskContext context, String tool) {
    return context.chatId() != null
        && Sql.query(
                durable,
                row -> row.getBoolean("approved"),
                CHAT_APPROVED,
                context.tenant(),
                context.userId(),
                context.chatId(),
                tool,
                context.taskId())
            .get(0);
  }

  /**
   * What was approved begins now, or has begun in an earlier attempt.
   *
   * @return false if it has expired since
   */
  public boolean begin(Approval approval) {
    return Sql.update(durable, BEGIN, approval.id()) > 0;
  }

  /** What was refused or has expired is over: the same call would be asked for again. */
  public void close(Approval approval) {
    Sql.update(durable, "update approval set closed_at = now() where id = ?", approval.id());
  }

  /**
   * Decides, and lets the task go on if nothing else of it is open.
   *
   * @return false if that is not possible: it was decided, has expired, is about another call than
   *     the one that was seen, or its task no longer waits
   */
  public boolean decide(Decision decision) {
    return taskCommands.goOnApproved(
        connection -> {
          List<UUID> task =
              Sql.query(
                  connection,
                  row -> row.getObject("id", UUID.class),
                  LOCK_TASK,
                  decision.approval());
          if (task.isEmpty() || !decided(connection, decision)) {
            return TaskCommands.Approved.NO;
          }
          boolean all =
              Sql.query(
                      connection,
                      row -> row.getBoolean("all_decided"),
                      ALL_DECIDED,
                      decision.approval())
                  .get(0);
          return new TaskCommands.Approved(true, all ? task.get(0) : null);
        });
  }

  private static boolean decided(Connection connection, Decision decision) throws SQLException {
    ApprovalState state = decision.approves() ? ApprovalState.APPROVED : ApprovalState.REFUSED;
    return Sql.update(
            connection,
            DECIDE,
            state.label(),
            decision.forChat(),
            decision.reason(),
            decision.by(),
            decision.arguments(),
            TO_BEGIN.toMillis(),
            decision.approval(),
            decision.digest())
        > 0;
  }

  public Optional<Approval> find(UUID id) {
    return Sql.query(
            durable,
            Approvals::read,
            "select %s from approval a where id = ?".formatted(COLUMNS),
            id)
        .stream()
        .findFirst();
  }

  /**
   * Newest first.
   *
   * @param userId null for the whole tenant
   * @param before the cursor, or null
   * @param open only what can be decided now
   */
  public List<Approval> list(String tenant, String userId, UUID before, boolean open, int limit) {
    return Sql.query(
        durable, Approvals::read, LIST, tenant, userId, userId, before, before, open, limit);
  }

  private static Approval read(ResultSet row) throws SQLException {
    return new Approval(
        row.getObject("id", UUID.class),
        row.getObject("task_id", UUID.class),
        row.getString("call_id"),
        row.getString("tenant"),
        row.getString("user_id"),
        row.getString("chat_id"),
        row.getString("tool"),
        row.getString("arguments"),
        row.getString("digest"),
        row.getString("text"),
        ApprovalState.valueOf(row.getString("shown").toUpperCase(java.util.Locale.ROOT)),
        row.getBoolean("for_chat"),
        row.getString("reason"),
        Sql.instant(row, "asked_at"),
        Sql.instant(row, "expires_at"),
        Sql.instant(row, "decided_at"),
        row.getString("decided_by"));
  }
}
