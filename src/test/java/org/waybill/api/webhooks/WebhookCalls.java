package org.waybill.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.waybill.running.Api;
import org.waybill.running.Inbox.Post;

/** Calls of one user about webhooks, tasks and deliveries. */
record WebhookCalls(Api api) {

  private static final Duration SOON = Duration.ofSeconds(20);

  JsonObject webhook(URI url, String more) {
    Api.Answer made = api.post("/api/webhooks", "{\"url\":\"" + url + "\"" + more + "}");
    assertThat(made.status()).as("%s", made).isEqualTo(201);
    return made.object();
  }

  /** Tagged, so that no other test's webhook hears of it. */
  String submit(String tag, String more) {
    Api.Answer answer =
        api.post(
            "/api/tasks",
            "{\"type\":\"diagnostic\",\"input\":{\"echo\":7},\"tags\":[\"%s\"]%s}"
                .formatted(tag, more));
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    return answer.object().getString("id");
  }

  static void assertSigned(Post post, String secret) throws Exception {
    assertThat(post.isSignedWith(secret)).as("%s", post).isTrue();
  }

  List<JsonObject> deliveries(String query) {
    return api.get("/api/webhooks/deliveries?" + query)
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class);
  }

  JsonObject awaitDelivery(String task, String state) {
    return await(state + " of " + task)
        .atMost(SOON)
        .until(() -> deliveries("taskId=" + task + "&state=" + state), found -> !found.isEmpty())
        .get(0);
  }
}
