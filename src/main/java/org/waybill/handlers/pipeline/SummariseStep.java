package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.waybill.agent.Answer;
import org.waybill.agent.AnswerListener;
import org.waybill.agent.LocalAgent;
import org.waybill.agent.Summarizer;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;
import org.waybill.model.CallOrigin;
import org.waybill.model.ModelFailure;
import org.waybill.owner.Owner;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;
import org.waybill.pipeline.RetryLater;

/** Says briefly what the text is about; of a long text, first of its parts, each a checkpoint. */
@ApplicationScoped
class SummariseStep implements PipelineStep {

  private static final int MOST_PARTS = 50;

  @Inject private Summarizer summarizer;
  @Inject private JobText texts;

  @Override
  public String name() {
    return "summarise";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    List<String> parts = parts(texts.of(job), summarizer.longest());
    List<String> summaries = new ArrayList<>();
    for (int i = 0; i < parts.size() && parts.size() > 1; i++) {
      String part = parts.get(i);
      summaries.add(
          job.context()
              .step("summarise." + i, String.class, () -> summary(part, job.context()).text()));
      job.progress(100 * (i + 1) / parts.size(), "Summarised part " + (i + 1));
    }
    Answer summary =
        summary(summaries.isEmpty() ? parts.get(0) : String.join("\n\n", summaries), job.context());
    boolean extractive = summary.agent().equals(LocalAgent.NAME);
    return Json.object()
        .add("summary", summary.text())
        .add("summaryTitle", extractive ? "Summary (sentences of the text)" : "Summary")
        .add(
            "data",
            Json.object()
                .add("summary", summary.text())
                .add("summary_kind", extractive ? "extractive" : "model"))
        .build();
  }

  private Answer summary(String text, TaskContext context) throws Exception {
    try {
      return summarizer.of(
          new CallOrigin(
              new Owner(context.tenant(), context.userId()),
              context.taskId(),
              context.attempt(),
              context.chatId()),
          text,
          AnswerListener.toTheWhole(context::stopIfCancelled));
    } catch (ModelFailure.Busy e) {
      throw new RetryLater(e.getMessage(), e.after());
    } catch (ModelFailure.Refused | ModelFailure.OverBudget e) {
      throw new PipelineFailure(e.getMessage(), e);
    }
  }

  /** Cut at the ends of paragraphs or sentences where there are any; what is beyond all is left. */
  static List<String> parts(String text, int longest) {
    List<String> parts = new ArrayList<>();
    String rest = text;
    while (rest.length() > longest && parts.size() < MOST_PARTS - 1) {
      int end = end(rest.substring(0, longest));
      parts.add(rest.substring(0, end).strip());
      rest = rest.substring(end);
    }
    parts.add(rest.substring(0, Math.min(rest.length(), longest)).strip());
    return parts;
  }

  private static int end(String text) {
    int half = text.length() / 2;
    int paragraph = text.lastIndexOf("\n\n");
    int sentence = text.lastIndexOf(". ");
    int word = text.lastIndexOf(' ');
    if (paragraph > half) {
      return paragraph;
    }
    return sentence > half ? sentence + 1 : word > half ? word : text.length();
  }
}
