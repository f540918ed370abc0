package org.waybill.api.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
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
            .header("Origin", PAGE)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build();
    Api.Answer allowed = operator.send(preflight);
    assertThat(allowed.status()).isEqualTo(204);
    assertThat(allowed.headers().allValues("Access-Control-Allow-Origin")).containsExactly(PAGE);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .containsIgnoringCase("content-type");
    Api.Answer answer = operator.send(open("/api/queue/metrics").header("Origin", PAGE).build());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(PAGE);
    assertThat(answer.headers().allValues("Access-Control-Allow-Credentials")).isEmpty();
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
    assertThat(Socket.statusWithoutToken(server.base(), PAGE)).isEqualTo(101);
    assertThat(Socket.statusWithoutToken(server.base(), null)).isEqualTo(101);
    assertThat(Socket.statusWithoutToken(server.base(), server.base().toString())).isEqualTo(101);
  }
}
