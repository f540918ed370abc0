package org.waybill.api.agui;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** Stores which run has answered which question. */
@ApplicationScoped
class ResumeRecords {

  private static final String INSERT =
      """
      insert into agui_resume (task_id, attempt, tenant, user_id, run_id, fingerprint)
      values (?, ?, ?, ?, ?, ?) on conflict (task_id, attempt) do nothing
      """;

  private static final String FIND =
      "select run_id, fingerprint from agui_resume where task_id = ? and attempt = ?";

  private static final String USED =
      "select 1 from agui_resume where tenant = ? and user_id = ? and run_id = ? limit 1";

  /**
   * Who has answered a question.
   *
   * @param fingerprint of the answer
   */
  record Answered(String runId, byte[] fingerprint) {

    boolean isBy(Answered other) {
      return runId.equals(other.runId) && Arrays.equals(fingerprint, other.fingerprint);
    }
  }

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  Optional<Answered> find(InterruptId question) {
    return Sql.query(
            durable,
            row -> new Answered(row.getString("run_id"), row.getBytes("fingerprint")),
            FIND,
            question.task(),
            question.attempt())
        .stream()
        .findFirst();
  }

  /**
   * @return false if another run was faster
   */
  boolean add(InterruptId question, Owner owner, Answered answered) {
    return Sql.with(durable, connection -> add(connection, question, owner, answered));
  }

  boolean add(Connection connection, InterruptId question, Owner owner, Answered answered)
      throws SQLException {
    return Sql.update(
            connection,
            INSERT,
            question.task(),
            question.attempt(),
            owner.tenant(),
            owner.userId(),
            answered.runId(),
            answered.fingerprint())
        > 0;
  }

  /** Whether a run of this id has answered anything. */
  boolean isUsed(Owner owner, String runId) {
    return !Sql.query(durable, row -> true, USED, owner.tenant(), owner.userId(), runId).isEmpty();
  }
}
