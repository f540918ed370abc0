package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;
import org.waybill.type.KnownTypes;

/** What users may not ask of a diagnostic task. */
class PrivilegedInputTest {

  private static final Caller USER = new Caller("acme", "ann", CallerRole.USER);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"exitProcess\":true} | input.exitProcess",
        "{\"outputBytes\":1048577} | input.outputBytes",
        "{\"outputBytes\":1e10} | input.outputBytes",
        "{\"children\":101} | input.children",
        "{\"children\":-4294966296} | input.children",
        "{\"children\":1,\"childInput\":{\"exitProcess\":true}} | input.childInput.exitProcess",
        "{\"childInput\":{\"childInput\":{\"children\":5000}}} | input.childInput.childInput.children"
      })
  void isRefusedWithTheMember(String input, String field) {
    assertThatThrownBy(() -> check(KnownTypes.DIAGNOSTIC, Json.read(input), USER))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(403);
              assertThat(problem.field()).isEqualTo(field);
            });
    check(KnownTypes.CHAT_MESSAGE, Json.read(input), USER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7",
        "null",
        "{\"exitProcess\":false}",
        "{\"children\":100,\"outputBytes\":1048576}"
      })
  void othersMayBeAsked(String input) {
    check(KnownTypes.DIAGNOSTIC, Json.read(input), USER);
    check(KnownTypes.DIAGNOSTIC, null, USER);
  }

  @ParameterizedTest
  @EnumSource(
      value = CallerRole.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DEVICE", "USER"})
  void operatorsMayAskAnything(CallerRole role) {
    Caller operator = new Caller("acme", "op", role);
    check(KnownTypes.DIAGNOSTIC, Json.read("{\"exitProcess\":true}"), operator);
  }

  private static void check(TaskType queue, JsonValue input, Caller caller) {
    PrivilegedInput.check(queue.name(), input, caller);
  }
}
