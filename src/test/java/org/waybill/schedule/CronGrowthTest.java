package org.waybill.schedule;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.text.Growth;

class CronGrowthTest {

  @Test
  void readingTakesLinearTime() throws Exception {
    for (String prefix : List.of("", "* * * * ", "* * * * MON#1,", "* * 1,")) {
      Growth.isLinear(prefix, CronGrowthTest::read);
    }
  }

  private static void read(String text) {
    try {
      Cron.of(text);
    } catch (InvalidCron e) {
      // Nearly none is one: what counts is how long it takes to see that.
      return;
    }
  }
}
