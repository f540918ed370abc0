package org.waybill.handlers.chat;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import javax.sql.DataSource;
import org.waybill.agent.Citation;
import org.waybill.handler.AgentEvent;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;
import org.waybill.sql.Sql;

/** Tells subscribers which passages an answer cites, and keeps them with its message. */
@ApplicationScoped
class AnswerCitations {

  /** What an event may hold, and some room. */
  private static final int LONGEST = 30_000;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  AnswerCitations() {}

  AnswerCitations(DataSource source) {
    this.source = source;
  }

  void note(TaskContext context, List<Citation> citations) {
    JsonArray shown = shown(citations);
    if (!shown.isEmpty()) {
      context.event(AgentEvent.CITATIONS, Json.object().add("citations", shown).build());
    }
    if (context.chatId() != null) {
      Sql.update(
          source,
          "update message set citations = ? where task_id = ? and role = 'assistant'",
          shown.isEmpty() ? null : shown.toString(),
          context.taskId());
    }
  }

  private static JsonArray shown(List<Citation> citations) {
    JsonArrayBuilder shown = Json.array();
    int length = 0;
    for (Citation each : citations) {
      var json = json(each).build();
      length += json.toString().length();
      if (length > LONGEST) {
        break;
      }
      shown.add(json);
    }
    return shown.build();
  }

  private static JsonObjectBuilder json(Citation citation) {
    var json =
        Json.object()
            .add("number", citation.number())
            .add("documentId", citation.documentId())
            .add("name", citation.name())
            .add("page", citation.page());
    if (citation.heading() != null) {
      json.add("heading", citation.heading());
    }
    return json.add("score", citation.score()).add("text", citation.text());
  }
}
