package org.waybill.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@link Sql} commits by itself, which is not allowed on a data source that takes part in JTA. */
class DataSourceConfigurationTest {

  private static List<String> found(String pattern, String... path) throws IOException {
    String text = Files.readString(Path.of("", path));
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void noPoolOfPayaraTakesPartInJta() throws IOException {
    assertThat(
            found("<jdbc-connection-pool[^>]*>", "server-config", "payara-micro", "resources.xml"))
        .hasSize(2)
        .allSatisfy(pool -> assertThat(pool).contains("non-transactional-connections=\"true\""));
  }

  @Test
  void noDataSourceOfWildFlyTakesPartInJta() throws IOException {
    assertThat(
            found("data-source=[\\w-]+:add\\([^)]*\\)", "server-config", "wildfly", "server.cli"))
        .hasSize(2)
        .allSatisfy(source -> assertThat(source).contains(",jta=false,"));
  }

  @Test
  void thePersistenceUnitTakesPartInNoTransactionOfTheServer() throws IOException {
    assertThat(
            found(
                "<persistence-unit.*?</persistence-unit>",
                "src",
                "main",
                "resources",
                "META-INF",
                "persistence.xml"))
        .singleElement()
        .asString()
        .contains("transaction-type=\"RESOURCE_LOCAL\"")
        .contains("<non-jta-data-source>jdbc/waybill</non-jta-data-source>")
        .doesNotContain("<jta-data-source>");
  }
}
