package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.waybill.agent.ChatMessage;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.loop.AgentRun;
import org.waybill.agent.loop.HistorySummarizer;
import org.waybill.handler.TaskContext;
import org.waybill.handlers.chat.ChatHistory.Summarized;
import org.waybill.memory.ChatSummaries;
import org.waybill.memory.Facts;
import org.waybill.model.ModelMessage;
import org.waybill.owner.Owner;

/**
 * What an agent reads before a message: the user's facts, and the earlier messages of the chat.
 * When these grow too long, the older ones are summarized once, and the summary is read instead.
 */
@ApplicationScoped
class AgentMemory {

  /** Read of a chat, from its end. */
  private static final int READ = 200;

  /** More of them are summarized, and so are fewer that are longer together, in characters. */
  private static final int MOST = 40;

  private static final int LONGEST = 60_000;

  /** Those that stay as they are then. */
  private static final int KEPT = 10;

  private static final int LONGEST_KEPT = 20_000;

  @Inject private ChatHistory chatHistory;
  @Inject private ChatSummaries summaries;
  @Inject private HistorySummarizer summarizer;
  @Inject private Facts facts;

  /**
   * The run that answers a message.
   *
   * @param chat whose earlier messages count, or null
   * @throws org.waybill.model.ModelFailure if they have to be summarized, and the model does not
   * @throws InterruptedException if the task is to stop
   */
  AgentRun run(AgentDefinition agent, String message, String chat, TaskContext context)
      throws Exception {
    if (!agent.memory()) {
      return new AgentRun(agent, message, List.of());
    }
    Owner owner = new Owner(context.tenant(), context.userId());
    StringBuilder background = new StringBuilder();
    facts
        .list(owner)
        .forEach(
            fact ->
                background
                    .append(background.isEmpty() ? "\n\nWhat the user wants you to know:" : "")
                    .append("\n- ")
                    .append(fact.text()));
    if (chat == null) {
      return new AgentRun(agent, message, List.of(), background.toString(), "");
    }
    List<Summarized> all = chatHistory.summarized(owner, chat, context.taskId(), READ);
    int begin = all.size();
    while (begin > 0 && all.get(begin - 1).summary() == null) {
      begin--;
    }
    String summary = begin == 0 ? null : all.get(begin - 1).summary();
    List<Summarized> open = all.subList(begin, all.size());
    if (open.size() > MOST || length(open) > LONGEST) {
      int kept = firstKept(open);
      summary = summarizer.summarize(agent, summary, messages(open.subList(0, kept)), context);
      summaries.put(open.get(kept - 1).id(), summary);
      open = open.subList(kept, open.size());
    }
    if (summary != null) {
      background.append("\n\nWhat was said in this chat before:\n").append(summary);
    }
    return new AgentRun(agent, message, messages(open), background.toString(), "");
  }

  /** At least one is summarized; what is kept begins with what the user said. */
  private static int firstKept(List<Summarized> open) {
    int first = open.size();
    int length = 0;
    while (first > 1 && open.size() - first < KEPT) {
      length += open.get(first - 1).message().text().length();
      if (length > LONGEST_KEPT) {
        break;
      }
      first--;
    }
    while (first < open.size() && !open.get(first).message().role().equals(ChatMessage.USER)) {
      first++;
    }
    return first;
  }

  private static long length(List<Summarized> messages) {
    return messages.stream().mapToLong(each -> each.message().text().length()).sum();
  }

  private static List<ModelMessage> messages(List<Summarized> messages) {
    return messages.stream().map(each -> message(each.message())).toList();
  }

  private static ModelMessage message(ChatMessage message) {
    return message.role().equals(ChatMessage.USER)
        ? new ModelMessage.FromUser(message.text())
        : new ModelMessage.FromModel(message.text(), List.of());
  }
}
