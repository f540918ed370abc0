package org.waybill.agent.loop;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.waybill.model.ModelCall;
import org.waybill.model.ModelListener;
import org.waybill.model.ModelMessage;
import org.waybill.model.ModelReply;
import org.waybill.model.Models;
import org.waybill.model.RequestedCall;
import org.waybill.model.Usage;

/** A model that says what the test wants, and keeps what it was asked. */
final class ScriptedModels implements Models {

  /** What it answers once. */
  @FunctionalInterface
  interface Script {
    ModelReply reply(ModelCall call, ModelListener listener) throws InterruptedException;
  }

  private final Deque<Script> scripts = new ArrayDeque<>();
  private final List<ModelCall> calls = new ArrayList<>();
  private Script otherwise;

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public ModelReply call(ModelCall call, ModelListener listener) throws InterruptedException {
    calls.add(call);
    Script script = scripts.isEmpty() ? otherwise : scripts.poll();
    return script.reply(call, listener);
  }

  ScriptedModels then(Script script) {
    scripts.add(script);
    return this;
  }

  ScriptedModels otherwise(Script script) {
    otherwise = script;
    return this;
  }

  List<ModelCall> calls() {
    return calls;
  }

  /** The results that it got with its last request. */
  List<ModelMessage.ToolResult> lastResults() {
    List<ModelMessage> messages = calls.get(calls.size() - 1).messages();
    return messages.stream()
        .filter(ModelMessage.ToolResult.class::isInstance)
        .map(ModelMessage.ToolResult.class::cast)
        .toList();
  }

  static Script says(String text) {
    return reply(text, ModelReply.End.COMPLETE);
  }

  /** Says this, and asks for these: a tool and its arguments each. */
  static Script calls(String text, String... toolsAndArguments) {
    List<RequestedCall> calls = new ArrayList<>();
    for (int i = 0; i < toolsAndArguments.length; i += 2) {
      // All with one id, as some models do.
      calls.add(new RequestedCall("id", toolsAndArguments[i], toolsAndArguments[i + 1]));
    }
    return reply(text, ModelReply.End.CALLS, calls.toArray(RequestedCall[]::new));
  }

  private static Script reply(String text, ModelReply.End end, RequestedCall... calls) {
    return (call, listener) -> {
      listener.goOn();
      for (String word : text.split("(?<= )", -1)) {
        listener.piece(word);
      }
      Usage usage = new Usage(100, 10, 0, new BigDecimal("0.01"));
      return new ModelReply(text, Arrays.asList(calls), "scripted", usage, end);
    };
  }
}
