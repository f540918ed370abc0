package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseTest {

  @Test
  void getsTimeOutsUnlessTheyAreGiven() {
    String url = database("jdbc:postgresql://db/tasks?socketTimeout=7&ssl=true").durableUrl();
    assertThat(url)
        .startsWith("jdbc:postgresql://db/tasks?socketTimeout=7&ssl=true&")
        .contains("&connectTimeout=5")
        .doesNotContain("socketTimeout=30");
  }

  @Test
  void beginsItsParametersWhereThereAreNone() {
    assertThat(database("jdbc:postgresql://db/tasks").durableUrl())
        .startsWith("jdbc:postgresql://db/tasks?ApplicationName=waybill&");
  }

  @Test
  void letsRelaxedCommitsGoBeforeTheDisk() {
    assertThat(database("jdbc:postgresql://db/tasks").relaxedUrl())
        .endsWith("&options=-c%20synchronous_commit=off");
  }

  private static Database database(String url) {
    return new Database(url, "waybill", "secret");
  }
}
