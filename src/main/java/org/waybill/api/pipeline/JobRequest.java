package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.waybill.api.FieldText;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.config.PipelineSettings;
import org.waybill.config.Settings;
import org.waybill.document.Documents;
import org.waybill.drive.Drives;
import org.waybill.json.Json;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.pipeline.JobLinks;
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
  private static final String DOCUMENT = "document_id";
  static final String DEPENDS_ON = "depends_on";
  private static final int MOST_DEPENDENCIES = 20;

  /** What is about the job; everything else is for its steps. */
  private static final Set<String> OF_THE_JOB =
      Set.of(TENANT, WORKSPACE, PRIORITY, CALLBACK, DEPENDS_ON, JobLinks.BASE);

  /** What callers of other interfaces say, and what they are to say here. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "dependsOn", "depends_on, with the ids of jobs",
          "schedule", "POST /api/schedules, with a task of type pipeline",
          "cron", "POST /api/schedules, with a task of type pipeline");

  @Inject private Settings settings;
  @Inject private TaskDefaults taskDefaults;
  @Inject private Pipelines pipelines;
  @Inject private SafeHttpClient outbound;
  @Inject private Documents documents;
  @Inject private Drives drives;
  @Inject private OwnJobs jobs;

  /** A job is about one thing: a URL, or a document of the caller. */
  void checkSource(RequestBody body, Caller caller) {
    String document = body.text(DOCUMENT, NAME);
    if (document == null) {
      url(body);
      return;
    }
    if (body.value("url") != null) {
      throw RequestBody.wrong(DOCUMENT, "is given besides url", "one of them");
    }
    boolean known =
        FieldText.uuid(document).flatMap(id -> documents.find(caller.owner(), id)).isPresent();
    if (!known) {
      throw RequestBody.wrong(DOCUMENT, "is '" + document + "'", "the id of a document of yours");
    }
  }

  NewTaskBuilder builder(RequestBody body, JobCall call) {
    Caller caller = call.caller();
    ELSEWHERE.forEach(
        (name, instead) -> {
          if (body.value(name) != null) {
            throw RequestBody.wrong(name, "is not supported here", instead);
          }
        });
    body.line("quality", NAME);
    target(body);
    language(body);
    pipeline(body);
    refuseOthersTenant(body.text(TENANT, NAME), caller);
    JsonObjectBuilder input = Json.object();
    body.json().entrySet().stream()
        .filter(each -> !OF_THE_JOB.contains(each.getKey()))
        .forEach(each -> input.add(each.getKey(), each.getValue()));
    input.add(JobLinks.BASE, call.base());
    NewTaskBuilder task =
        taskDefaults.task(
            KnownTypes.PIPELINE,
            caller.tenant(),
            caller.userId(),
            settings.get(PipelineSettings.TIMEOUT),
            null);
    dependencies(body, caller).forEach(other -> task.needs(other, true));
    return task.workspaceId(body.id(WORKSPACE, NAME))
        .priority(body.number(PRIORITY, task.priority(), 0, 9))
        .callbackUrl(callback(body.text(CALLBACK, URL)))
        .input(input.build().toString());
  }

  private List<UUID> dependencies(RequestBody body, Caller caller) {
    JsonArray ids = body.array(DEPENDS_ON, MOST_DEPENDENCIES);
    List<UUID> tasks = new ArrayList<>();
    for (JsonValue id : ids == null ? JsonValue.EMPTY_JSON_ARRAY : ids) {
      try {
        tasks.add(jobs.find(id instanceof JsonString text ? text.getString() : "", caller).id());
      } catch (Problem e) {
        throw RequestBody.wrong(DEPENDS_ON, "contains " + id, "ids of jobs that you can see");
      }
    }
    return tasks;
  }

  private void target(RequestBody body) {
    String target = body.text("target", NAME);
    if (target != null && !drives.names().contains(target)) {
      throw RequestBody.wrong("target", "is '" + target + "'", String.join(", ", drives.names()));
    }
  }

  private static void language(RequestBody body) {
    String language = body.text("language", NAME);
    if (language != null && !language.matches("[a-z]{2,3}")) {
      throw RequestBody.wrong(
          "language", "is '" + language + "'", "the code of a language, such as en");
    }
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
