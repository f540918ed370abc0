package org.waybill.api.schedules;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskAccess;
import org.waybill.api.TaskJson;
import org.waybill.owner.Owner;
import org.waybill.schedule.OwnerGone;
import org.waybill.schedule.Schedule;
import org.waybill.schedule.ScheduleRunner;
import org.waybill.schedule.ScheduleSpec;
import org.waybill.schedule.Schedules;
import org.waybill.security.Caller;
import org.waybill.sql.DatabaseTime;

/** {@code /api/schedules}: callers see and change their own, operators those of their tenant. */
@Path("/schedules")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SchedulesResource {

  private static final int USUAL_PAGE = 50;

  @Inject private ScheduleRequest requests;
  @Inject private Schedules schedules;
  @Inject private ScheduleRunner scheduleRunner;
  @Inject private TaskAccess tasks;
  @Inject private TaskJson taskJson;
  @Inject private DatabaseTime time;

  @Context private SecurityContext security;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response make(InputStream json) {
    Caller caller = caller();
    RequestBody body = RequestBody.read(json);
    ScheduleSpec scheduleSpec = requests.read(body, caller);
    boolean paused = Boolean.TRUE.equals(requests.paused(body));
    Schedule made = schedules.make(scheduleSpec, caller.tenant(), caller.userId(), paused);
    return Response.created(URI.create("/api/schedules/" + made.id())).entity(text(made)).build();
  }

  @GET
  public String list(@QueryParam("limit") Integer asked, @QueryParam("cursor") String cursor) {
    int limit = Page.limit(asked, USUAL_PAGE);
    return Page.of(
        schedules.list(scope(), Page.cursor(cursor), limit + 1),
        limit,
        Schedule::id,
        ScheduleJson::write);
  }

  @GET
  @Path("/{id}")
  public String get(@PathParam("id") String id) {
    return text(found(id, schedules.find(parse(id), scope())));
  }

  /** Replaces all that the caller decides. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String replace(@PathParam("id") String id, InputStream json) {
    Schedule old = found(id, schedules.find(parse(id), scope()));
    RequestBody body = RequestBody.read(json);
    // Its tasks are its owner's, whoever changes it.
    Caller owner = new Caller(old.tenant(), old.userId(), caller().role());
    ScheduleSpec scheduleSpec = requests.read(body, owner);
    return text(
        found(id, schedules.replace(old.id(), scope(), scheduleSpec, requests.paused(body))));
  }

  @DELETE
  @Path("/{id}")
  public Response delete(@PathParam("id") String id) {
    if (!schedules.delete(parse(id), scope())) {
      throw absent(id);
    }
    return Response.noContent().build();
  }

  @POST
  @Path("/{id}/pause")
  public String pause(@PathParam("id") String id) {
    return text(found(id, schedules.pause(parse(id), scope())));
  }

  @POST
  @Path("/{id}/resume")
  public String resume(@PathParam("id") String id) {
    return text(found(id, schedules.resume(parse(id), scope())));
  }

  /** Hands over its task now; the answer is that task. */
  @POST
  @Path("/{id}/run-now")
  public Response runNow(@PathParam("id") String id) {
    Schedule schedule = found(id, schedules.find(parse(id), scope()));
    UUID task = run(schedule).orElseThrow(() -> absent(id));
    return Response.accepted(taskJson.text(tasks.find(task.toString(), caller())))
        .location(URI.create("/api/tasks/" + task))
        .build();
  }

  private Optional<UUID> run(Schedule schedule) {
    try {
      return scheduleRunner.runNow(schedule.id());
    } catch (OwnerGone e) {
      throw Problem.conflict("The schedule cannot run: " + e.getMessage() + ".");
    }
  }

  private Caller caller() {
    return Caller.of(security);
  }

  private Owner scope() {
    Caller caller = caller();
    return new Owner(caller.tenant(), caller.isOperator() ? null : caller.userId());
  }

  private String text(Schedule schedule) {
    return ScheduleJson.text(schedule, time.now());
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw absent(id);
    }
  }

  private static Schedule found(String id, Optional<Schedule> schedule) {
    return schedule.orElseThrow(() -> absent(id));
  }

  private static Problem absent(String id) {
    return Problem.notFound("schedule " + id);
  }
}
