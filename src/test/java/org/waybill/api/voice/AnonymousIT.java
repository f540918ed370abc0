package org.waybill.api.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.waybill.console.Chromium;
import org.waybill.running.Api;
import org.waybill.running.EventSource;
import org.waybill.running.Socket;

/** Who may call without a token, from where, and as whom. */
class AnonymousIT extends VoiceServer {

  @Test
  void aCallWithoutATokenIsMadeAsAnOrdinaryUser() {
    String id = accepted(post("/message/send/async", message("hello", "c")));
    assertThat(get("/api/tasks/" + id).object().getString("userId")).isEqualTo("voice_user");
    assertThat(get("/api/tasks/" + id).object().getString("tenant")).isEqualTo("default");
    assertThat(get("/api/queues").status()).isEqualTo(403);
    assertThat(get("/api/tokens").status()).isEqualTo(403);
    String others = user("default", "hugo").submitDiagnostic("{}");
    assertThat(get("/api/tasks/" + others).status()).isEqualTo(404);
  }

  @Test
  void aTokenThatIsNotValidIsRefusedAllTheSame() {
    assertThat(new Api(server.base(), "wrong").get("/api/tasks").status()).isEqualTo(401);
    HttpRequest basic =
        open("/api/tasks").header("Authorization", "Basic dm9pY2VfdXNlcjp4").build();
    assertThat(operator.send(basic).status()).isEqualTo(401);
    assertThat(Socket.statusOf(server.base(), "wrong")).isEqualTo(401);
  }

  @Test
  void aPageOfAnOriginThatIsNamedMayCall() {
    HttpRequest preflight =
        open("/message/send/async")
            .header("Origin", page)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build();
    Api.Answer allowed = operator.send(preflight);
    assertThat(allowed.status()).isEqualTo(204);
    assertThat(allowed.headers().allValues("Access-Control-Allow-Origin")).containsExactly(page);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .containsIgnoringCase("content-type");
    Api.Answer answer = operator.send(open("/api/queue/metrics").header("Origin", page).build());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(page);
    assertThat(answer.headers().allValues("Access-Control-Allow-Credentials")).isEmpty();
    try (EventSource stream =
        EventSource.open(
            open("/api/tasks/events")
                .header("Origin", page)
                .header("Accept", "text/event-stream")
                .build())) {
      assertThat(stream.header("Access-Control-Allow-Origin")).isEqualTo(page);
    }
  }

  @Test
  void aPageOfAnotherOriginMayNot() {
    for (String origin : new String[] {"https://evil.example", "null", "http://localhost:3001"}) {
      Api.Answer answer =
          operator.send(open("/api/queue/metrics").header("Origin", origin).build());
      assertThat(answer.status()).as(origin).isEqualTo(401);
      assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).isEmpty();
      assertThat(Socket.statusWithoutToken(server.base(), origin)).as(origin).isEqualTo(401);
    }
    HttpRequest preflight =
        open("/message/send/async")
            .header("Origin", "https://evil.example")
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build();
    Api.Answer refused = operator.send(preflight);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers().allValues("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aSocketWithoutATokenIsOpenedToNamedOriginsAndToTheServersOwnPages() {
    assertThat(Socket.statusWithoutToken(server.base(), page)).isEqualTo(101);
    assertThat(Socket.statusWithoutToken(server.base(), null)).isEqualTo(101);
    assertThat(Socket.statusWithoutToken(server.base(), server.base().toString())).isEqualTo(101);
  }

  /** Its two pieces as the document prints them, without their types, around one conversation. */
  private static final String CLIENT =
      """
      async (base) => {
        const said = [];
        const voiceLive = { injectNetworkResponse: (text, callId) => said.push(callId + ': ' + text) };
        const socket = new WebSocket(base.replace('http', 'ws') + '/ws/tasks');
        const wsClient = {
          subscribe: (handler) => { socket.onmessage = ({ data }) => handler(JSON.parse(data)); },
        };
        await new Promise((open, failed) => { socket.onopen = open; socket.onerror = failed; });

        const handleA2AResponse = (event) => {
          if (event.eventType === 'a2a_response') {
            const { task_id, result, voice_call_id } = event;
            if (voice_call_id && voiceLive) {
              voiceLive.injectNetworkResponse(result.text, voice_call_id);
            }
          }
          if (event.eventType === 'a2a_error') {
            const { task_id, error, voice_call_id } = event;
            if (voice_call_id && voiceLive) {
              voiceLive.injectNetworkResponse(`I encountered an error: ${error}`, voice_call_id);
            }
          }
        };
        wsClient.subscribe(handleA2AResponse);

        const onSendToA2A = async (message, metadata) => {
          const messageId = 'm-' + Math.random();
          const conversationId = 'c-' + Math.random();
          const callId = metadata?.call_id;
          const response = await fetch(base + '/message/send/async', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({
              context: { context_id: conversationId, message_id: messageId },
              parts: [{ root: { kind: 'text', text: message } }],
              metadata: metadata || {},
              user_id: 'voice_user',
              session_id: conversationId,
              voice_call_id: callId,
              agent_mode: 'route',
              enable_inter_agent_memory: true,
            }),
          });
          const data = await response.json();
          return response.status === 202 ? data.task_id : undefined;
        };
        const ids = [await onSendToA2A('hello', { call_id: 'call-1' })];
        ids.push(await onSendToA2A('refuse', { call_id: 'call-2' }));
        for (let i = 0; i < 300 && said.length < 2; i++) {
          await new Promise((later) => setTimeout(later, 100));
        }
        socket.close();
        return ids.every((id) => id) ? said.sort().join('\\n') : 'not accepted';
      }
      """;

  @Test
  void theDocumentsClientWorksInABrowserOnAPageOfAnotherOrigin() {
    try (Chromium chromium = new Chromium();
        Page dashboard = chromium.browser().newPage()) {
      dashboard.navigate(page + "/");
      Object said = dashboard.evaluate(CLIENT, server.base().toString());
      assertThat(said.toString().lines()).hasSize(2).first().isEqualTo("call-1: Good day");
      assertThat(said.toString()).contains("call-2: I encountered an error: ");
    }
  }
}
