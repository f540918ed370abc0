package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;

class AgentQuestionTest {

  private static final List<ChatMessage> BEFORE =
      List.of(
          new ChatMessage(ChatMessage.USER, "How long is parental leave?"),
          new ChatMessage(ChatMessage.ASSISTANT, "Sixteen weeks."));

  @Test
  void standsAloneWhereItCan() {
    assertThat(asked("When are salaries paid?", BEFORE)).isEqualTo("When are salaries paid?");
  }

  @Test
  void takesTheQuestionBeforeAlongWhereItFollowsUp() {
    assertThat(asked("And sick leave?", BEFORE))
        .isEqualTo("How long is parental leave? And sick leave?");
    assertThat(asked("Who is it for?", BEFORE)).startsWith("How long is parental leave?");
    assertThat(asked("And sick leave?", List.of())).isEqualTo("And sick leave?");
  }

  private static String asked(String text, List<ChatMessage> history) {
    return new AgentQuestion(new Owner("t", "u"), text, history).inContext();
  }
}
