package org.waybill.api.voice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.waybill.agent.definition.Agents;
import org.waybill.api.RequestBody;
import org.waybill.config.Settings;
import org.waybill.config.VoiceSettings;
import org.waybill.dispatch.SubmissionService;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.MessageRole;
import org.waybill.task.MessageStatus;
import org.waybill.task.NewMessage;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.TaskDefaults;
import org.waybill.task.UuidV7;
import org.waybill.type.KnownTypes;

/** {@code /message/send/async}. */
@Path("message/send/async")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class VoiceResource {

  @Inject private SubmissionService submissionService;
  @Inject private Settings settings;
  @Inject private TaskDefaults taskDefaults;
  @Inject private Agents agents;

  /** Takes a message: 202 at once; the answer comes by WebSocket. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> send(@Context SecurityContext security, InputStream json) {
    Caller caller = Caller.of(security);
    return VoiceErrors.later(
        () -> {
          VoiceRequest request = VoiceRequest.of(RequestBody.read(json));
          checkAgent(caller, request.agent());
          return submissionService
              .accept(task(caller, request))
              .thenApply(accepted -> receipt(accepted.task().id()));
        });
  }

  private void checkAgent(Caller caller, String agent) {
    if (agent != null && agents.find(caller.tenant(), agent).isEmpty()) {
      throw RequestBody.wrong(
          "agent_mode", "is '" + agent + "'", "route, or the name of an agent (GET /api/agents)");
    }
  }

  private static Response receipt(UUID taskId) {
    String body =
        new JsonObjectWriter(new StringBuilder())
            .flag("success", true)
            .text("task_id", taskId)
            .text("status", "accepted")
            .end()
            .toString();
    return Response.accepted(body).header("Location", "/api/tasks/" + taskId).build();
  }

  private NewTask task(Caller caller, VoiceRequest request) {
    NewTaskBuilder task =
        taskDefaults
            .task(
                KnownTypes.VOICE_MESSAGE,
                caller.tenant(),
                caller.userId(),
                settings.get(VoiceSettings.TIMEOUT),
                NewTaskBuilder.usualRetries(settings)
                    .withMaxAttempts(1 + settings.get(VoiceSettings.RETRIES))
                    .withFirst(settings.get(VoiceSettings.BACKOFF)))
            .metadata(request.kept())
            .input(input(request));
    if (request.session() != null) {
      task.chatId(request.session()).messages(messages(request));
    }
    return task.build();
  }

  private static String input(VoiceRequest request) {
    return new JsonObjectWriter(new StringBuilder())
        .text("message", request.text())
        .text("userId", request.userId())
        .text("voiceCallId", request.callId())
        .flag("memory", request.memory())
        .text("agent", request.agent())
        .end()
        .toString();
  }

  private static NewMessage[] messages(VoiceRequest request) {
    String chat = request.session();
    return new NewMessage[] {
      new NewMessage(
          UuidV7.next(), chat, MessageRole.USER, MessageStatus.COMPLETED, request.text()),
      new NewMessage(UuidV7.next(), chat, MessageRole.ASSISTANT, MessageStatus.PENDING, "")
    };
  }
}
