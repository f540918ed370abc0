package org.waybill.agent.loop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.waybill.agent.ChatMessage;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.model.ModelMessage;
import org.waybill.owner.Owner;

/** What an agent remembers of a chat. */
@ApplicationScoped
public class AgentMemory {

  private static final int REMEMBERED = 20;

  /** Of the earlier messages together, in characters. */
  private static final int LONGEST = 60_000;

  @Inject private ChatHistory chatHistory;

  /**
   * The messages before those of a task, oldest first.
   *
   * @param chat or null
   */
  public List<ModelMessage> of(AgentDefinition agent, Owner owner, String chat, UUID task) {
    if (!agent.memory()) {
      return List.of();
    }
    List<ChatMessage> before = before(owner, chat, task);
    List<ModelMessage> history = new ArrayList<>();
    int length = 0;
    for (int i = before.size() - 1; i >= 0; i--) {
      ChatMessage each = before.get(i);
      length += each.text().length();
      if (length > LONGEST) {
        break;
      }
      history.add(
          each.role().equals(ChatMessage.USER)
              ? new ModelMessage.FromUser(each.text())
              : new ModelMessage.FromModel(each.text(), List.of()));
    }
    Collections.reverse(history);
    return history;
  }

  /**
   * The same as messages of the chat, of any length.
   *
   * @param chat or null
   */
  public List<ChatMessage> before(Owner owner, String chat, UUID task) {
    return chat == null
        ? List.of()
        : chatHistory.before(owner.tenant(), owner.userId(), chat, task, REMEMBERED);
  }
}
