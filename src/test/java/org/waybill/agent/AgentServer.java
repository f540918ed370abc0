package org.waybill.agent;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.waybill.running.Api;
import org.waybill.running.Postbox;
import org.waybill.running.RunningServer;

/**
 * A server whose agents' model is scripted.
 *
 * @param postbox gets the mails, which may go to example.com
 */
public record AgentServer(ScriptedModel model, Postbox postbox, RunningServer running)
    implements AutoCloseable {

  /**
   * @param script what the model does with a request
   */
  public static AgentServer start(Function<ModelRequest, ScriptedModel.Script> script)
      throws IOException {
    ScriptedModel model = ScriptedModel.of(script);
    Postbox postbox = new Postbox();
    return new AgentServer(model, postbox, RunningServer.start(settings(model, postbox)));
  }

  /** For a server of a test's own; can be changed. */
  public static Map<String, String> settings(ScriptedModel model, Postbox postbox) {
    Map<String, String> settings = new HashMap<>(postbox.settings());
    settings.put("WAYBILL_TOOL_MAIL_DOMAINS", "example.com");
    settings.put("WAYBILL_LLM_URL", model.url());
    settings.put("WAYBILL_LLM_MODEL", "scripted");
    return settings;
  }

  public Api user(String name) {
    return running.api().user(name);
  }

  @Override
  public void close() {
    running.close();
    model.close();
    postbox.close();
  }
}
