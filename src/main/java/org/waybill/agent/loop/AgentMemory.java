package org.waybill.agent.loop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.waybill.agent.ChatMessage;
import org.waybill.agent.CitationMarkers;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.loop.ChatHistory.Summarized;
import org.waybill.handler.TaskContext;
import org.waybill.memory.ChatSummaries;
import org.waybill.memory.Facts;
import org.waybill.model.ModelMessage;
import org.waybill.owner.Owner;

/**
 * What an agent reads before a message: the user's facts, and the earlier messages of the chat.
 * When these grow too long, the older ones are summarized once, and the summary is read instead.
 */
@ApplicationScoped
public class AgentMemory {

  /** Read of a chat, from its end. */
  private static final int READ = 200;

  /** More of them are summarized, and so are fewer that are longer together, in characters. */
  private static final int MOST = 40;

  private static final int LONGEST = 60_000;

  /** Those that stay as they are then. */
  private static final int KEPT = 10;

  private static final int LONGEST_KEPT = 20_000;

  /** Read where no model summarizes. */
  private static final int REMEMBERED = 20;

  @Inject private ChatHistory chatHistory;
  @Inject private ChatSummaries summaries;
  @Inject private HistorySummarizer summarizer;
  @Inject private Facts facts;

  /**
   * What is remembered.
   *
   * @param history earlier messages, oldest first
   * @param background the rest, as text that follows the instructions; may be empty
   */
  public record Remembered(List<ModelMessage> history, String background) {

    private static final Remembered NOTHING = new Remembered(List.of(), "");
  }

  /** Messages after a summary, which may be null. */
  private record Recall(String summary, List<Summarized> open) {

    boolean isTooLong() {
      return open.size() > MOST
          || open.stream().mapToLong(each -> each.message().text().length()).sum() > LONGEST;
    }
  }

  /**
   * The run that answers a message.
   *
   * @param chat whose earlier messages count, or null
   * @throws org.waybill.model.ModelFailure if they have to be summarized, and the model does not
   * @throws InterruptedException if the task is to stop
   */
  public AgentRun run(AgentDefinition agent, String message, String chat, TaskContext context)
      throws Exception {
    if (!agent.memory()) {
      return new AgentRun(agent, message, List.of());
    }
    Owner owner = new Owner(context.tenant(), context.userId());
    Recall recall = recall(owner, chat, context.taskId());
    if (recall.isTooLong()) {
      int kept = firstKept(recall.open());
      List<Summarized> old = recall.open().subList(0, kept);
      Optional<String> summary =
          summarizer.summarize(agent, recall.summary(), messages(old), context);
      summary.ifPresent(text -> summaries.put(old.get(kept - 1).id(), text));
      recall = new Recall(summary.orElse(recall.summary()), rest(recall.open(), kept));
    }
    Remembered all = remembered(owner, recall);
    return new AgentRun(agent, message, all.history()).knowing(all.background());
  }

  /**
   * What is remembered for a task; nothing is summarized, the oldest is left out if it is too long.
   *
   * @param chat or null
   */
  public Remembered of(AgentDefinition agent, Owner owner, String chat, UUID task) {
    if (!agent.memory()) {
      return Remembered.NOTHING;
    }
    Recall recall = recall(owner, chat, task);
    return remembered(
        owner,
        recall.isTooLong()
            ? new Recall(recall.summary(), rest(recall.open(), firstKept(recall.open())))
            : recall);
  }

  /**
   * The last messages of the chat, of any length.
   *
   * @param chat or null
   */
  public List<ChatMessage> before(Owner owner, String chat, UUID task) {
    return chat == null ? List.of() : chatHistory.before(owner, chat, task, REMEMBERED);
  }

  private Recall recall(Owner owner, String chat, UUID task) {
    List<Summarized> all =
        chat == null ? List.of() : chatHistory.summarized(owner, chat, task, READ);
    int begin = all.size();
    while (begin > 0 && all.get(begin - 1).summary() == null) {
      begin--;
    }
    return new Recall(begin == 0 ? null : all.get(begin - 1).summary(), rest(all, begin));
  }

  private Remembered remembered(Owner owner, Recall recall) {
    StringBuilder background = new StringBuilder();
    facts
        .list(owner)
        .forEach(
            fact ->
                background
                    .append(background.isEmpty() ? "\n\nWhat the user wants you to know:" : "")
                    .append("\n- ")
                    .append(fact.text()));
    if (recall.summary() != null) {
      background.append("\n\nWhat was said in this chat before:\n").append(recall.summary());
    }
    return new Remembered(messages(recall.open()), background.toString());
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

  private static List<Summarized> rest(List<Summarized> messages, int from) {
    return messages.subList(from, messages.size());
  }

  private static List<ModelMessage> messages(List<Summarized> messages) {
    return messages.stream().map(each -> message(each.message())).toList();
  }

  private static ModelMessage message(ChatMessage message) {
    return message.role().equals(ChatMessage.USER)
        ? new ModelMessage.FromUser(message.text())
        : new ModelMessage.FromModel(CitationMarkers.without(message.text()), List.of());
  }
}
