package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.waybill.json.Json;

/** {@code /a2a/v1}: the operations over HTTP. */
@Path("a2a/v1")
@ApplicationScoped
public class RestResource {

  private static final String CONFIGS = "tasks/{id}/pushNotificationConfigs";

  @Inject private RestOperations answers;

  @POST
  @Path("message:send")
  public CompletionStage<Response> send(@BeanParam RestCall call, InputStream body) {
    return answers.to(call, Operation.SEND, () -> call.body(body));
  }

  @GET
  @Path("tasks")
  public CompletionStage<Response> list(@BeanParam RestCall call) {
    return answers.to(call, Operation.LIST, call::query);
  }

  @GET
  @Path("tasks/{id}")
  public CompletionStage<Response> get(@BeanParam RestCall call, @PathParam("id") String id) {
    return answers.to(call, Operation.GET, () -> with("id", id, call.query()));
  }

  @POST
  @Path("tasks/{id}:cancel")
  public CompletionStage<Response> cancel(
      @BeanParam RestCall call, @PathParam("id") String id, InputStream body) {
    return answers.to(call, Operation.CANCEL, () -> with("id", id, call.body(body)));
  }

  @POST
  @Path(CONFIGS)
  public CompletionStage<Response> setPush(
      @BeanParam RestCall call, @PathParam("id") String task, InputStream body) {
    return answers.to(call, Operation.SET_PUSH, () -> with("taskId", task, call.body(body)));
  }

  @GET
  @Path(CONFIGS)
  public CompletionStage<Response> listPush(
      @BeanParam RestCall call, @PathParam("id") String task) {
    return answers.to(call, Operation.LIST_PUSH, () -> with("taskId", task, call.query()));
  }

  @GET
  @Path(CONFIGS + "/{configId}")
  public CompletionStage<Response> getPush(
      @BeanParam RestCall call,
      @PathParam("id") String task,
      @PathParam("configId") String config) {
    return answers.to(call, Operation.GET_PUSH, () -> config(task, config));
  }

  @DELETE
  @Path(CONFIGS + "/{configId}")
  public CompletionStage<Response> deletePush(
      @BeanParam RestCall call,
      @PathParam("id") String task,
      @PathParam("configId") String config) {
    return answers.to(call, Operation.DELETE_PUSH, () -> config(task, config));
  }

  /** Version 1.0. */
  @GET
  @Path("extendedAgentCard")
  public CompletionStage<Response> extendedCard(@BeanParam RestCall call) {
    return answers.to(call, Operation.CARD, call::query);
  }

  /** Version 0.3. */
  @GET
  @Path("card")
  public CompletionStage<Response> card(@BeanParam RestCall call) {
    return answers.to(call, Operation.CARD, call::query);
  }

  private static JsonObject config(String task, String config) {
    return Json.object().add("taskId", task).add("id", config).build();
  }

  /** The path takes precedence over the body. */
  static JsonObject with(String name, String value, JsonObject members) {
    var all = Json.object();
    members.forEach(all::add);
    return all.add(name, value).build();
  }
}
