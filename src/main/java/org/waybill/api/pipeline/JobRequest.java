package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.Set;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.config.PipelineSettings;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.pipeline.Pipelines;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.TaskDefaults;
import org.waybill.type.KnownTypes;

/** Reads and checks what a caller wants analysed. */
@ApplicationScoped
class JobRequest {

  private static final int NAME = 200;
  private static final int URL = 2_000;
  private static final String PRIORITY = "priority";
  private static final String TENANT = "tenant_id";
  private static final String CALLBACK = "callback_url";
  private static final String WORKSPACE = "workspace_id";

  /** What is about the job; everything else is for its steps. */
  private static final Set<String> OF_THE_JOB = Set.of(TENANT, WORKSPACE, PRIORITY, CALLBACK);

  @Inject private Settings settings;
  @Inject private TaskDefaults taskDefaults;
  @Inject private Pipelines pipelines;
  @Inject private SafeHttpClient outbound;

  NewTaskBuilder builder(RequestBody body, Caller caller) {
    url(body);
    body.line("quality", NAME);
    pipeline(body);
    refuseOthersTenant(body.text(TENANT, NAME), caller);
    JsonObjectBuilder input = Json.object();
    body.json().entrySet().stream()
        .filter(each -> !OF_THE_JOB.contains(each.getKey()))
        .forEach(each -> input.add(each.getKey(), each.getValue()));
    NewTaskBuilder task =
        taskDefaults.task(
            KnownTypes.PIPELINE,
            caller.tenant(),
            caller.userId(),
            settings.get(PipelineSettings.TIMEOUT),
            null);
    return task.workspaceId(body.id(WORKSPACE, NAME))
        .priority(body.number(PRIORITY, task.priority(), 0, 9))
        .callbackUrl(callback(body.text(CALLBACK, URL)))
        .input(input.build().toString());
  }

  /** Whoever names a tenant must mean the own one. */
  static void refuseOthersTenant(String tenant, Caller caller) {
    if (tenant != null && !tenant.equals(caller.tenant())) {
      throw new Problem(
          403,
          "Forbidden",
          "tenant_id is '%s'; allowed: '%s', the tenant of the API token"
              .formatted(tenant, caller.tenant()),
          TENANT);
    }
  }

  /**
   * @throws org.waybill.outbound.RefusedAddress if it must not be called
   */
  private String callback(String url) {
    return url == null ? null : outbound.check(CALLBACK, url).toString();
  }

  private void pipeline(RequestBody body) {
    String name = body.text("pipeline", NAME);
    if (name != null && pipelines.find(name).isEmpty()) {
      throw RequestBody.wrong(
          "pipeline", "is '" + name + "'", String.join(", ", pipelines.names()));
    }
  }

  private static void url(RequestBody body) {
    String text = body.requiredText("url", URL);
    String allowed = "an absolute http or https URL";
    try {
      URI uri = URI.create(text.strip());
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      if (!(http || "https".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
        throw RequestBody.wrong("url", "is '" + text + "'", allowed);
      }
    } catch (IllegalArgumentException e) {
      throw RequestBody.wrong("url", "is '" + text + "'", allowed);
    }
  }
}
