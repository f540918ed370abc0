package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.waybill.running.Api;

/** A client of the protocol, by hand: what is on the wire is what is tested. */
public record Talk(Api api) {

  static final String TEXT = "2 + 2?";

  /** Calls a method of version 1.0. */
  JsonObject rpc(String method, String params) {
    return rpc(method, params, "1.0");
  }

  /** Calls a method with this header, or without one. */
  JsonObject rpc(String method, String params, String version) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":%s}".formatted(method, params);
    Api.Answer answer = raw(body, version);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.object().getString("jsonrpc")).isEqualTo("2.0");
    assertThat(answer.object().getInt("id")).isEqualTo(7);
    return answer.object();
  }

  /** What a method of version 1.0 answers. */
  JsonObject result(String method, String params) {
    JsonObject answer = rpc(method, params);
    assertThat(answer).as(answer.toString()).containsKey("result");
    return answer.getJsonObject("result");
  }

  /** The number of the error that a method of version 1.0 answers. */
  int error(String method, String params) {
    JsonObject answer = rpc(method, params);
    assertThat(answer).as(answer.toString()).containsKey("error").doesNotContainKey("result");
    return answer.getJsonObject("error").getInt("code");
  }

  /** Any body at all. */
  Api.Answer raw(String body, String version) {
    HttpRequest.Builder request =
        api.request("/a2a").header("Content-Type", "application/json").POST(text(body));
    return api.send(versioned(request, version).build());
  }

  /** A call over HTTP. */
  Api.Answer http(String method, String path, String body, String version) {
    HttpRequest.Builder request =
        api.request("/a2a/v1" + path)
            .header("Content-Type", "application/json")
            .header("Accept", "application/a2a+json, application/json")
            .method(method, body == null ? BodyPublishers.noBody() : text(body));
    return api.send(versioned(request, version).build());
  }

  private static HttpRequest.Builder versioned(HttpRequest.Builder request, String version) {
    return version == null ? request : request.header("A2A-Version", version);
  }

  private static HttpRequest.BodyPublisher text(String body) {
    return BodyPublishers.ofString(body);
  }

  /** A message of version 1.0, with more members after a comma, or none. */
  static String message(String text, String more) {
    return "{\"messageId\":\"%s\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":%s}]%s}"
        .formatted(UUID.randomUUID(), Json.createValue(text), more);
  }

  /** Parameters that send a text. */
  static String says(String text) {
    return "{\"message\":" + message(text, "") + "}";
  }

  /** The same, and do not wait for the answer. */
  static String saysAtOnce(String text, String more) {
    return "{\"message\":%s,\"configuration\":{\"returnImmediately\":true}}"
        .formatted(message(text, more));
  }

  /** A task that has been answered. */
  JsonObject task(String text) {
    return result("SendMessage", says(text)).getJsonObject("task");
  }

  JsonObject get(String id) {
    return result("GetTask", "{\"id\":\"" + id + "\"}");
  }

  static String state(JsonObject task) {
    return task.getJsonObject("status").getString("state");
  }

  /** The text of a task's artifact. */
  static String answer(JsonObject task) {
    JsonValue artifact = task.getJsonArray("artifacts").get(0);
    return artifact.asJsonObject().getJsonArray("parts").getJsonObject(0).getString("text");
  }
}
