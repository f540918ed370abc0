package org.waybill.api.chat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;

/**
 * A model that goes by the last message: {@code mail …} and {@code slowly} call a tool, the latter
 * when the test lets it; {@code sing} never ends.
 */
final class BusyModel implements AutoCloseable {

  private final ScriptedModel model = ScriptedModel.of(this::script);
  private volatile CountDownLatch called = new CountDownLatch(1);
  private volatile CountDownLatch goOn = new CountDownLatch(1);

  BusyModel() throws IOException {}

  void reset() {
    called = new CountDownLatch(1);
    goOn = new CountDownLatch(1);
    model.requests().clear();
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

  private ScriptedModel.Script script(ModelRequest request) {
    String text = request.text();
    if (request.isToolResult()) {
      return ScriptedModel.says("Done.");
    }
    if (text.startsWith("mail ")) {
      return ScriptedModel.calls("", "mail", text.substring(5));
    }
    return switch (text) {
      case "sing" -> noted(ScriptedModel.drones(50));
      case "slowly" ->
          noted(
              exchange -> {
                goOn.await(30, TimeUnit.SECONDS);
                ScriptedModel.calls("", "calculator", Json.object("expression", "6*7"))
                    .answer(exchange);
              });
      default -> ScriptedModel.says("You said " + text + ", number " + calls());
    };
  }

  private ScriptedModel.Script noted(ScriptedModel.Script script) {
    called.countDown();
    return script;
  }

  /** What it got of a conversation with a call, without the instructions. */
  List<String> read(int request) {
    return ModelRequest.of(model.requests().get(request)).conversation();
  }

  ScriptedModel scripted() {
    return model;
  }

  @Override
  public void close() {
    model.close();
  }
}
