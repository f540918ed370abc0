package org.waybill.handlers.chat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.agent.Answer;
import org.waybill.config.Settings;
import org.waybill.text.Growth;

class ErrandGrowthTest {

  @Test
  void readingWhatIsAskedForTakesLinearTime() throws Exception {
    SendMailAction mail = new SendMailAction(new Settings(Map.<String, String>of()::get), null);
    Growth.isLinear("", mail::in);
    Growth.isLinear("please send an email to a@b.cc", mail::in);
    Growth.isLinear("please send", mail::in);
    Growth.isLinear("forget all", new DeleteSnapshotsAction()::in);
    Growth.isLinear(text -> CacheabilityRule.is(text, new Answer("", "", List.of())));
  }
}
