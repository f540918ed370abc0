package org.waybill.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;

/** Whoever freezes in the middle of a transaction must not keep its locks from the others. */
class FrozenTransactionTest {

  private static final DataSource SOURCE = TestDatabase.source();

  private static Duration idleTimeout(Connection connection) throws SQLException {
    return Sql.query(
            connection,
            row -> Duration.ofMillis(row.getLong(1)),
            "select setting::int8 from pg_settings"
                + " where name = 'idle_in_transaction_session_timeout'")
        .get(0);
  }

  @Test
  void theDatabaseEndsATransactionThatIsIdleForSixSeconds() {
    assertThat(Sql.<Duration>inTransaction(SOURCE, FrozenTransactionTest::idleTimeout))
        .isEqualTo(Duration.ofSeconds(6));
  }

  /** Pools lend the connection to others, who may have reasons to be idle. */
  @Test
  void whatIsNoTransactionOfOursIsLeftAlone() throws SQLException {
    DataSource pool = org.waybill.world.SimulatedDatabase.next();
    try (Connection connection = pool.getConnection()) {
      assertThat(idleTimeout(connection)).isZero();
    }
    Sql.inTransaction(pool, FrozenTransactionTest::idleTimeout);
    try (Connection connection = pool.getConnection()) {
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(idleTimeout(connection)).isZero();
    }
  }

  @Test
  void aTransactionThatWasEndedIsAFailureOfTheDatabase() {
    assertThatThrownBy(
            () ->
                Sql.inTransaction(
                    SOURCE,
                    connection -> {
                      int self =
                          Sql.query(connection, row -> row.getInt(1), "select pg_backend_pid()")
                              .get(0);
                      Sql.query(SOURCE, row -> true, "select pg_terminate_backend(?, 5000)", self);
                      return Sql.query(connection, row -> true, "select 1");
                    }))
        .isInstanceOf(DatabaseException.class);
  }
}
