package org.waybill.api.chat;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;

/**
 * A model that goes by the last message: {@code mail …} and {@code slowly} call a tool, the latter
 * when the test lets it; {@code sing} never ends.
 */
final class BusyModel implements AutoCloseable {

  private final ScriptedModel model = new ScriptedModel(this::answer);
  private volatile CountDownLatch called = new CountDownLatch(1);
  private volatile CountDownLatch goOn = new CountDownLatch(1);

  BusyModel() throws IOException {}

  void reset() {
    called = new CountDownLatch(1);
    goOn = new CountDownLatch(1);
    model.requests().clear();
  }

  String url() {
    return model.url();
  }

  /** Whether it has begun to work on what takes long. */
  boolean isCalled() throws InterruptedException {
    return called.await(30, TimeUnit.SECONDS);
  }

  void goOn() {
    goOn.countDown();
  }

  int calls() {
    return model.requests().size();
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    List<JsonObject> messages = messages(calls() - 1);
    JsonObject last = messages.get(messages.size() - 1);
    String text = last.getString("content");
    if (last.getString("role").equals("tool")) {
      ScriptedModel.says("Done.").answer(exchange);
    } else if (text.startsWith("mail ")) {
      ScriptedModel.calls("", "mail", text.substring(5)).answer(exchange);
    } else if (text.equals("sing")) {
      called.countDown();
      ScriptedModel.drones(50).answer(exchange);
    } else if (text.equals("slowly")) {
      called.countDown();
      goOn.await(30, TimeUnit.SECONDS);
      ScriptedModel.calls("", "calculator", Json.object("expression", "6*7")).answer(exchange);
    } else {
      ScriptedModel.says("You said " + text + ", number " + calls()).answer(exchange);
    }
  }

  private List<JsonObject> messages(int request) {
    return Json.read(model.requests().get(request))
        .asJsonObject()
        .getJsonArray("messages")
        .getValuesAs(JsonObject.class);
  }

  /** What it got of a conversation with a call, without the instructions. */
  List<String> read(int request) {
    return messages(request).stream()
        .skip(1)
        .map(message -> message.getString("content", ""))
        .toList();
  }

  @Override
  public void close() {
    model.close();
  }
}
