package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Set;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskPages;
import org.waybill.board.BoardQueue;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;
import org.waybill.task.PayloadKind;
import org.waybill.task.TaskFilter;
import org.waybill.task.TaskSummary;
import org.waybill.task.Tasks;
import org.waybill.type.KnownTypes;

/** {@code /api/get-queue/{name}}. */
@Path("/get-queue")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BoardQueueResource {

  private static final int USUAL_PAGE = 100;

  /** Question, answer and plan are members of these. */
  private static final Set<PayloadKind> SHOWN = Set.of(PayloadKind.INPUT, PayloadKind.OUTPUT);

  @Inject private Tasks tasks;
  @Inject private BoardQueueSizes sizes;
  @Inject private TaskPages pages;
  @Inject private BoardJson json;

  /** What stands in a queue, newest first; operators may ask for a user of their tenant. */
  @GET
  @Path("/{name}")
  public String get(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @QueryParam("user") String user,
      @QueryParam("limit") Integer asked,
      @QueryParam("cursor") String cursor) {
    Caller caller = Caller.of(security);
    BoardQueue queue =
        BoardQueue.ofLabel(name)
            .orElseThrow(
                () -> RequestBody.wrong("queue", "is '" + name + "'", "todo, run, done, dead"));
    String whose = user == null ? caller.userId() : user;
    if (!caller.maySee(caller.tenant(), whose)) {
      throw Problem.notFound("user " + whose);
    }
    int limit = Page.limit(asked, USUAL_PAGE);
    TaskFilter filter =
        TaskFilter.of(new Owner(caller.tenant(), whose))
            .inQueue(KnownTypes.BOARD_QUESTION.queue())
            .in(queue.statuses(), Page.cursor(cursor));
    List<TaskSummary> found = tasks.list(filter, limit + 1);
    // Counted at another moment, the size may not be that of the items.
    boolean isWhole = cursor == null && found.size() <= limit;
    int size = isWhole ? found.size() : sizes.of(caller.tenant(), whose, queue.statuses());
    return json.queue(
        queue, size, cursor == null, found, limit, pages.payloads(found, limit, SHOWN));
  }
}
