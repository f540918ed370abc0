package org.waybill.board;

import org.junit.jupiter.api.Test;
import org.waybill.text.Growth;

class AskedTextGrowthTest {

  @Test
  void takesLinearTime() throws Exception {
    Growth.isLinear(QuestionNormalizer::hash);
  }
}
