package org.waybill.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.config.Settings;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskType;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.RetryPolicies;
import org.waybill.type.Queues;
import org.waybill.type.RunningTypes;
import org.waybill.type.TaskTypes;

/** {@code /api/types}: what kinds of tasks there are, for everybody. */
@Path("/types")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TypeResource {

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
  public String get(@PathParam("name") String name) {
    TaskType type = types.find(name).orElseThrow(() -> Problem.notFound("task type " + name));
    StringBuilder out = new StringBuilder();
    write(out, type);
    return out.toString();
  }

  private void write(StringBuilder out, TaskType type) {
    new JsonObjectWriter(out)
        .text("name", type.name())
        .text("queue", type.queue())
        .text("description", type.description())
        .text("runBy", "handler")
        .flag("submittable", types.submittable(type.name()).isPresent())
        .number("workers", running.workers(type.name()))
        .json("defaults", defaults(type))
        .json("sources", sources(type))
        .end();
  }

  private String defaults(TaskType type) {
    RetryPolicy policy = retryPolicies.of(type.name());
    return new JsonObjectWriter(new StringBuilder())
        .text("timeout", DurationText.text(NewTaskBuilder.timeout(type, settings)))
        .number("maxAttempts", policy.maxAttempts())
        .text("backoff", DurationText.text(policy.first()))
        .number("priority", NewTask.USUAL_PRIORITY)
        .text("retention", DurationText.text(queues.retention(type.queue(), type.name())))
        .end()
        .toString();
  }

  /** Where each default comes from. */
  private String sources(TaskType type) {
    return new JsonObjectWriter(new StringBuilder())
        .text("timeout", type.timeout() == null ? "setting" : "handler")
        .text("retention", queues.kept(type.queue(), type.name()).label())
        .end()
        .toString();
  }
}
