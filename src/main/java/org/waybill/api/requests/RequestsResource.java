package org.waybill.api.requests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Prefer;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.SubmitAndWait;
import org.waybill.dispatch.SubmissionService;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.NewTask;
import org.waybill.task.Task;

/** {@code /api/requests}: ask, and get the response by the correlation id. */
@Path("/requests")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RequestsResource {

  private static final int LONGEST_WAIT = 60;

  @Inject private RequestParser requests;
  @Inject private RequestLookup past;
  @Inject private ResponseJson responses;
  @Inject private SubmissionService submissionService;
  @Inject private SubmitAndWait submitAndWait;

  /** Takes a request: 202 with its correlation id after it is durably stored. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> ask(@Context SecurityContext security, InputStream json) {
    NewTask task = requests.builder(RequestBody.read(json), Caller.of(security)).build();
    return submissionService
        .accept(task)
        .thenApply(
            receipt -> {
              boolean existing = receipt.existing() != null;
              UUID id = existing ? past.same(task, receipt.existing()).id() : task.id();
              return receipt(task.labels().correlationId(), id, existing);
            });
  }

  private static Response receipt(String correlationId, UUID task, boolean existing) {
    Response.ResponseBuilder answer =
        Response.accepted(correlation(correlationId, null))
            .header(
                HttpHeaders.LOCATION,
                UriBuilder.fromPath("/api/requests/{id}").build(correlationId))
            .header(HttpHeaders.LINK, "</api/tasks/" + task + ">; rel=\"alternate\"");
    if (existing) {
      answer.header(IdempotentCalls.EXISTING, "true");
    }
    return answer.build();
  }

  /** The response (200), or that it is still to come (202), after waiting as long as asked for. */
  @GET
  @Path("/{correlation_id: .+}")
  public CompletionStage<Response> response(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @PathParam("correlation_id") String correlationId,
      @QueryParam("wait") String wait) {
    Task task =
        past.find(correlationId, Caller.of(security))
            .orElseThrow(
                () ->
                    Problem.notFound("request " + correlationId + ", or its response has expired"));
    Duration longest = wait == null ? Prefer.waitOf(headers) : seconds(wait);
    return submitAndWait.end(task, longest).thenApply(this::answer);
  }

  private Response answer(Task task) {
    return task.status().isFinal()
        ? Response.ok(responses.text(task.status().label(), task.output(), task.error())).build()
        : Response.accepted(correlation(task.correlationId(), "pending"))
            .header(HttpHeaders.RETRY_AFTER, 1)
            .build();
  }

  private static String correlation(String id, String status) {
    return new JsonObjectWriter(new StringBuilder())
        .text("correlation_id", id)
        .text("status", status)
        .end()
        .toString();
  }

  private static Duration seconds(String wait) {
    if (!wait.matches("\\d{1,2}") || Integer.parseInt(wait) > LONGEST_WAIT) {
      throw RequestBody.wrong("wait", "is '" + wait + "'", "0 to " + LONGEST_WAIT + " seconds");
    }
    return Duration.ofSeconds(Integer.parseInt(wait));
  }
}
