package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {

  @ParameterizedTest
  @CsvSource({"1.8,true", "11,true", "16,true", "17,false", "25,false"})
  void javaBefore17IsTooOld(String version, boolean tooOld) {
    assertThat(JavaCheck.isTooOld(version)).isEqualTo(tooOld);
  }

  @ParameterizedTest
  @CsvSource({
    "postgres (PostgreSQL) 18.6,18",
    "postgres (PostgreSQL) 19beta1,19",
    "postgres (PostgreSQL) 17,17"
  })
  void postgresSaysItsMajorVersion(String answer, String major) {
    assertThat(PostgresVersion.major(answer)).isEqualTo(major);
  }
}
