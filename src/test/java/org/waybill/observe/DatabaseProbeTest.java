package org.waybill.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.waybill.sql.Sql;
import org.waybill.world.SimulatedDatabase;

/** Readiness asks the database for a write, and leaves nothing behind. */
class DatabaseProbeTest {

  private final DataSource rows = SimulatedDatabase.next();

  @Test
  void aDatabaseThatTakesWritesIsUpAndKeepsNothingOfTheProbe() {
    assertThat(DatabaseProbe.ask(rows)).isEqualTo("up");
    assertThat(Sql.query(rows, row -> row.getInt(1), "select count(*) from readiness_probe"))
        .containsExactly(0);
  }

  @Test
  void aLockedTableIsToldAsSuch() throws Exception {
    try (Connection other = rows.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table task in access exclusive mode");
      assertThat(DatabaseProbe.ask(rows)).isEqualTo("locked");
      other.rollback();
    }
    assertThat(DatabaseProbe.ask(rows)).isEqualTo("up");
  }

  @Test
  void aReadOnlyDatabaseIsToldAsSuch() {
    String name = Sql.query(rows, row -> row.getString(1), "select current_database()").get(0);
    Sql.update(rows, "alter database " + name + " set default_transaction_read_only = on");
    ((HikariDataSource) rows).getHikariPoolMXBean().softEvictConnections();
    assertThat(DatabaseProbe.ask(rows)).isEqualTo("read_only");
  }
}
