package org.waybill.api.a2a;

import java.io.IOException;
import java.util.List;
import org.waybill.agent.ScriptedModel;

/** A model that never ends when it is asked to sing; asked anything else, it says four. */
public final class Singer implements AutoCloseable {

  private final ScriptedModel model;

  public Singer() throws IOException {
    model =
        new ScriptedModel(
            exchange -> {
              ScriptedModel.Script script =
                  sings() ? ScriptedModel.drones(50) : ScriptedModel.says("fo", "ur");
              script.answer(exchange);
            });
  }

  private boolean sings() {
    List<String> asked = model.requests();
    return asked.get(asked.size() - 1).endsWith("\"sing\"}]}");
  }

  public String url() {
    return model.url();
  }

  @Override
  public void close() {
    model.close();
  }
}
