package org.waybill.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.config.Settings;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskType;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.RetryPolicies;
import org.waybill.type.Queues;
import org.waybill.type.RunningTypes;
import org.waybill.type.TaskTypes;
import org.waybill.type.TypeSettings;

/** {@code /api/types}: what kinds of tasks there are, for everybody. */
@Path("/types")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TypeResource {

  /** So many types can be made or changed. */
  private static final int MOST = 1_000;

  @Inject private TaskTypes types;
  @Inject private Queues queues;
  @Inject private RunningTypes running;
  @Inject private RetryPolicies retryPolicies;
  @Inject private Settings settings;

  @GET
  public String list() {
    return Page.of(List.copyOf(types.all()), this::write);
  }

  @GET
  @Path("/{name}")
  public Response get(@PathParam("name") String name) {
    return one(find(name));
  }

  /**
   * Makes a type that no handler of this application brings, or sets the defaults of any; here at
   * once, on other nodes within a second.
   */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @HeaderParam("If-Match") String ifMatch,
      InputStream body) {
    Caller caller = AdminAccess.administrator(security, "task types");
    TypeSettings given = TypeRequest.read(RequestBody.read(body), name, types.isBrought(name));
    if (types.changed() >= MOST && types.row(name).version() == 0) {
      throw Problem.conflict(
          "Administrators have made or changed %d types; allowed: at most %d"
              .formatted(MOST, MOST));
    }
    checkQueue(given);
    if (!types.put(given, SettingsVersion.seen(ifMatch), caller.userId())) {
      throw SettingsVersion.changedMeanwhile("Task type " + name);
    }
    queues.refresh();
    return one(find(name));
  }

  /** A type that has unfinished tasks stays where they are. */
  private void checkQueue(TypeSettings given) {
    Optional<TaskType> before = types.find(given.name());
    boolean moves =
        before.isPresent()
            && given.queue() != null
            && !before.get().queue().equals(given.queue())
            && types.hasUnfinished(before.get());
    if (moves) {
      throw Problem.conflict(
          "Task type %s has unfinished tasks in queue %s; allowed: another queue once they ended"
              .formatted(given.name(), before.get().queue()));
    }
  }

  /** Removes what was set; a type that administrators have made goes with it. */
  @DELETE
  @Path("/{name}")
  public Response delete(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @HeaderParam("If-Match") String ifMatch) {
    AdminAccess.administrator(security, "task types");
    TaskType type = find(name);
    if (types.row(name).version() == 0) {
      if (types.isBrought(name)) {
        throw Problem.conflict(
            "Task type %s is brought by a handler; allowed: to set its defaults".formatted(name));
      }
      throw Problem.notFound("task type " + name);
    }
    if (!types.isBrought(name) && types.hasUnfinished(type)) {
      throw Problem.conflict("Task type %s has unfinished tasks.".formatted(name));
    }
    if (!types.delete(name, SettingsVersion.seen(ifMatch))) {
      throw SettingsVersion.changedMeanwhile("Task type " + name);
    }
    queues.refresh();
    return Response.noContent().build();
  }

  private TaskType find(String name) {
    return types.find(name).orElseThrow(() -> Problem.notFound("task type " + name));
  }

  private Response one(TaskType type) {
    StringBuilder out = new StringBuilder();
    write(out, type);
    return SettingsVersion.tagged(out.toString(), types.row(type.name()).version());
  }

  private void write(StringBuilder out, TaskType type) {
    new JsonObjectWriter(out)
        .text("name", type.name())
        .text("queue", type.queue())
        .text("description", type.description())
        .text("runBy", types.isBrought(type.name()) ? "handler" : "worker")
        .flag("submittable", types.submittable(type.name()).isPresent())
        .number("workers", running.workers(type.name()))
        .number("version", types.row(type.name()).version())
        .json("defaults", defaults(type))
        .json("sources", sources(type))
        .json("inputSchema", type.inputSchema())
        .json("outputSchema", types.row(type.name()).outputSchema())
        .end();
  }

  private String defaults(TaskType type) {
    RetryPolicy policy = retryPolicies.of(type.name());
    return new JsonObjectWriter(new StringBuilder())
        .text("timeout", DurationText.text(NewTaskBuilder.timeout(type, settings)))
        .number("maxAttempts", policy.maxAttempts())
        .text("backoff", DurationText.text(policy.first()))
        .number("priority", type.priority())
        .text("retention", DurationText.text(queues.retention(type.queue(), type.name())))
        .end()
        .toString();
  }

  /** Where each default comes from. */
  private String sources(TaskType type) {
    TypeSettings row = types.row(type.name());
    return new JsonObjectWriter(new StringBuilder())
        .text("timeout", source(row.timeout(), type.timeout() == null ? "setting" : "handler"))
        .text("maxAttempts", source(row.maxAttempts(), retriesFrom(type)))
        .text("backoff", source(row.backoff(), retriesFrom(type)))
        .text("priority", source(row.priority(), "handler"))
        .text("retention", queues.kept(type.queue(), type.name()).label())
        .end()
        .toString();
  }

  private static String source(Object set, String otherwise) {
    return set == null ? otherwise : "api";
  }

  private String retriesFrom(TaskType type) {
    return types.handlerOf(type.name()).isPresent() ? "handler" : "setting";
  }
}
