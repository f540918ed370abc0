package org.waybill.api.agui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.waybill.security.Caller;
import org.waybill.streaming.EventStreams;
import org.waybill.task.EventHistory;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;

/** Opens the streams of runs: from the run's first event on, however often it is asked for. */
@ApplicationScoped
class RunStreams {

  private static final int PAGE = 1_000;

  @Inject private EventStreams streams;
  @Inject private EventHistory history;
  @Inject private TaskFacts facts;
  @Inject private Clock clock;

  void open(AsyncResponse answer, HttpServletRequest request, Caller caller, RunTask run, RunId id)
      throws IOException {
    TaskRef task = TaskRef.of(run.task());
    List<TaskEvent> earlier = earlier(run, task);
    RunTranslator translator = new RunTranslator(id, task.id(), facts.of(task.id()));
    translator.skip(earlier);
    int after = earlier.isEmpty() ? 0 : earlier.get(earlier.size() - 1).seq();
    streams.follow(
        answer,
        request,
        caller,
        task,
        after,
        new RunRenderer(translator),
        RunRenderer.sse(translator.started(clock.instant())));
  }

  /** The events of the runs before this one. */
  private List<TaskEvent> earlier(RunTask run, TaskRef task) {
    if (run.after() == null) {
      return List.of();
    }
    List<TaskEvent> past = new ArrayList<>();
    List<TaskEvent> page;
    do {
      page = history.after(task, past.isEmpty() ? 0 : past.get(past.size() - 1).seq(), PAGE);
      past.addAll(page);
    } while (page.size() == PAGE);
    int last = past.size() - 1;
    while (last >= 0 && !run.after().test(past.get(last))) {
      last--;
    }
    return past.subList(0, last + 1);
  }
}
