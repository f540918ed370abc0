package org.waybill.api.voice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.waybill.api.Page;
import org.waybill.api.TaskPages;
import org.waybill.json.JsonObjectWriter;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;
import org.waybill.task.DeadLetters;
import org.waybill.task.PayloadKind;
import org.waybill.task.TaskFilter;
import org.waybill.task.TaskSummary;
import org.waybill.type.KnownTypes;

/** {@code /api/queue}: how it goes with the messages of voice clients. */
@Path("/queue")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class VoiceQueueResource {

  private static final int USUAL_PAGE = 100;
  private static final Set<PayloadKind> INPUT = Set.of(PayloadKind.INPUT);
  private static final int CLEARED_AT_ONCE = 10_000;

  @Inject private VoiceStatistics figures;
  @Inject private VoiceJson json;
  @Inject private TaskPages pages;
  @Inject private DeadLetters deadLetters;

  @GET
  @Path("/metrics")
  public Response metrics(@Context SecurityContext security) {
    Caller caller = Caller.of(security);
    return VoiceErrors.answer(() -> json.metrics(figures.of(caller.tenant(), whose(caller))));
  }

  /** Messages that could not be answered, newest first. */
  @GET
  @Path("/dlq")
  public Response dead(@Context SecurityContext security, @QueryParam("limit") Integer limit) {
    Caller caller = Caller.of(security);
    return VoiceErrors.answer(() -> dead(caller, Page.limit(limit, USUAL_PAGE)));
  }

  private String dead(Caller caller, int limit) {
    List<TaskSummary> found = deadLetters.list(filter(caller), limit);
    return json.deadLetters(
        found, pages.payloads(found, limit, INPUT), deadLetters.count(filter(caller)));
  }

  /** Clears them: the tasks stay, and are no dead letters any more. */
  @POST
  @Path("/dlq/clear")
  public Response clear(@Context SecurityContext security) {
    Caller caller = Caller.of(security);
    return VoiceErrors.answer(
        () ->
            new JsonObjectWriter(new StringBuilder())
                .flag("success", true)
                .number("cleared", clear(filter(caller)))
                .end()
                .toString());
  }

  private long clear(TaskFilter filter) {
    long cleared = 0;
    List<UUID> ids = deadLetters.ids(filter, CLEARED_AT_ONCE);
    while (!ids.isEmpty()) {
      cleared += deadLetters.dismiss(ids);
      ids = deadLetters.ids(filter, CLEARED_AT_ONCE);
    }
    return cleared;
  }

  private static TaskFilter filter(Caller caller) {
    return TaskFilter.of(new Owner(caller.tenant(), whose(caller)))
        .inQueue(KnownTypes.VOICE_MESSAGE.queue());
  }

  private static String whose(Caller caller) {
    return caller.isOperator() ? null : caller.userId();
  }
}
