package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;

/** What JSON-RPC 2.0 asks of whoever speaks it. */
interface RpcScenarios extends Scenarios {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"jsonrpc":"2.0","method":"SendMessage","params":{"a":1}  | -32700
          []                                                        | -32600
          {"jsonrpc":"1.0","id":1,"method":"GetTask","params":{}}   | -32600
          {"id":1,"method":"GetTask","params":{}}                   | -32600
          {"jsonrpc":"2.0","id":1,"params":{}}                      | -32600
          {"jsonrpc":"2.0","id":1,"method":7,"params":{}}           | -32600
          {"jsonrpc":"2.0","id":{"a":1},"method":"GetTask"}         | -32600
          {"jsonrpc":"2.0","id":1,"method":"Nothing","params":{}}   | -32601
          {"jsonrpc":"2.0","id":1,"method":"GetTask","params":[1]}  | -32602
          {"jsonrpc":"2.0","id":1,"method":"GetTask","params":{}}   | -32602
          {"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"parts":"x"}}} | -32602
          """)
  default void whatIsNoRequestIsAnsweredWithItsNumber(String body, int code) {
    Api.Answer answer = operator().raw(body, "1.0");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.object()).doesNotContainKey("result").containsKey("id");
    assertThat(answer.object().getJsonObject("error").getInt("code")).isEqualTo(code);
    assertThat(answer.object().getJsonObject("error").getString("message")).isNotBlank();
  }

  @Test
  default void anIdComesBackAsItWasGiven() {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":\"a-7\",\"method\":\"ListTasks\",\"params\":{}}";
    assertThat(operator().raw(call, "1.0").object().getString("id")).isEqualTo("a-7");
  }

  @Test
  default void aWrongFieldIsNamed() {
    JsonObject error = operator().rpc("ListTasks", "{\"pageSize\":0}").getJsonObject("error");
    JsonObject violation = error.getJsonArray("data").getJsonObject(1);
    assertThat(violation.getString("@type")).isEqualTo("type.googleapis.com/google.rpc.BadRequest");
    assertThat(violation.getJsonArray("fieldViolations").getJsonObject(0).getString("field"))
        .isEqualTo("pageSize");
  }

  @Test
  default void aVersionThatIsNotSpokenIsRefused() {
    Talk talk = operator();
    JsonObject error = talk.rpc("ListTasks", "{}", "0.5").getJsonObject("error");
    assertThat(error.getInt("code")).isEqualTo(-32009);
    assertThat(talk.rpc("ListTasks", "{}", "1.0.3")).containsKey("result");
    assertThat(talk.rpc("ListTasks", "{}", null)).containsKey("result");
    assertThat(talk.rpc("ListTasks", "{}", "0.3").getJsonObject("error").getInt("code"))
        .isEqualTo(-32601);
  }

  @Test
  default void nobodyComesInWithoutAToken() {
    Talk stranger = new Talk(new Api(operator().api().base(), "none"));
    Api.Answer answer = stranger.raw("{}", "1.0");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }
}
