package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.waybill.agent.Calculator;
import org.waybill.json.Json;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/** Computes an arithmetic expression. */
@ApplicationScoped
public class CalculatorTool implements Tool {

  private static final ToolSpec SPEC =
      ToolSpec.read(
          "calculator",
          "Computes an arithmetic expression with decimals of 34 digits: + - * / ^ √ % and"
              + " parentheses.",
          """
          {"type":"object","required":["expression"],"additionalProperties":false,"properties":{
            "expression":{"type":"string","minLength":1,"maxLength":200,
              "description":"Such as (17 + 4) * 1.5 or 15% of 80."}}}
          """,
          """
          {"type":"object","required":["value"],"properties":{
            "value":{"type":"string","description":"A decimal number."}}}
          """);

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws ToolFailure {
    String expression = arguments.getString("expression");
    try {
      return Json.object()
          .add("value", Calculator.show(new Calculator().evaluate(expression)))
          .build();
    } catch (ArithmeticException e) {
      throw ToolFailure.forGood(
          "no_result", "%s has no result: %s".formatted(expression, e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw ToolFailure.forGood(
          "invalid_arguments",
          "expression is '%s'; allowed: numbers, + - * / ^ √ %% and parentheses"
              .formatted(expression));
    }
  }
}
