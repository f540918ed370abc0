package org.waybill.agent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;
import org.waybill.text.Growth;
import org.waybill.text.SearchWords;

/** All that reads a question: its length is up to whoever asks. */
class QuestionGrowthTest {

  private static final int LOOKED_AT = QuestionTool.LONGEST;

  private final Calculator calculator = new Calculator();
  private final DateQuestions dates = new DateQuestions(Clock.systemUTC());

  @Test
  void sumsTakeLinearTime() throws Exception {
    Growth.isLinear(calculator::answer);
    Growth.isLinear(text -> calculator.answer(text.substring(0, LOOKED_AT)));
  }

  @Test
  void datesTakeLinearTime() throws Exception {
    Growth.isLinear(dates::answer);
    for (String prefix : List.of("", "how many days between ", "what day is ")) {
      Growth.isLinear(prefix, text -> dates.answer(text.substring(0, LOOKED_AT)));
    }
    Growth.isLinear(text -> DateParser.read(text, LocalDate.EPOCH));
  }

  @Test
  void wordsTakeLinearTime() throws Exception {
    Growth.isLinear(QueryTerms::of);
    Growth.isLinear(SearchWords::of);
    Growth.isLinear(QueryTerms::stem);
    Growth.isLinear(text -> QueryTerms.of("E07 and warranty").allNamesIn(text));
    Growth.isLinear(text -> QueryTerms.inOtherForms(List.of("e07", "warranty"), text));
  }

  @Test
  void followingUpTakesLinearTime() throws Exception {
    Growth.isLinear(text -> new AgentQuestion(new Owner("t", "u"), text, List.of()).inContext());
  }

  @Test
  void summariesTakeLinearTime() throws Exception {
    Growth.isLinear(KeySentences::of);
  }
}
