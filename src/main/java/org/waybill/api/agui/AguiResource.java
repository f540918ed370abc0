package org.waybill.api.agui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.waybill.api.RequestBody;
import org.waybill.security.Caller;
import org.waybill.streaming.EventStreams;

/** {@code /agui/{agent}}: runs of an agent for front ends that speak AG-UI. */
@Path("agui")
@ApplicationScoped
public class AguiResource {

  @Inject private RunStart runs;
  @Inject private RunResumption resumption;
  @Inject private ClientResults results;
  @Inject private RunStreams streams;

  /**
   * Only the thread of the request can open a stream: it waits until the task is stored, and no
   * longer.
   */
  @POST
  @Path("{agent}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(EventStreams.PRODUCES)
  public void run(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @PathParam("agent") String agent,
      InputStream body)
      throws IOException {
    Caller caller = Caller.of(security);
    RunAgentInput input = RunAgentInput.read(RequestBody.read(body));
    RunTask run =
        input.resume().isEmpty() ? run(caller, agent, input) : resumption.resume(caller, input);
    streams.open(answer, request, caller, run, input.run());
  }

  /** A message that comes with results of tools is the next run; the run that they end goes on. */
  private RunTask run(Caller caller, String agent, RunAgentInput input) {
    Optional<RunTask> goesOn = results.give(caller, input);
    return goesOn.isPresent() && input.messages().last() == null
        ? goesOn.get()
        : runs.start(caller, agent, input, goesOn.isPresent());
  }
}
