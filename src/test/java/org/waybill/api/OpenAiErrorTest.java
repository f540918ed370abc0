package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiErrorTest {

  private static JsonObject error(Problem problem) {
    return OpenAiError.of(problem.status(), problem.toJson()).getJsonObject("error");
  }

  @ParameterizedTest
  @CsvSource({
    "401, authentication_error, invalid_api_key",
    "403, permission_error, forbidden",
    "404, invalid_request_error, not_found",
    "409, invalid_request_error, conflict",
    "413, invalid_request_error, request_too_large",
    "429, rate_limit_error, rate_limit_exceeded",
    "503, server_error, unavailable"
  })
  void everyStatusHasATypeAndACode(int status, String type, String code) {
    JsonObject error = error(new Problem(status, "Title", "What was wrong", null));
    assertThat(error.getString("type")).isEqualTo(type);
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("message")).isEqualTo("What was wrong");
    assertThat(error.isNull("param")).isTrue();
  }

  @Test
  void aFieldIsTheParamAndACodeOfItsOwnStays() {
    JsonObject error = error(Problem.badRequest("input", "input is missing"));
    assertThat(error.getString("param")).isEqualTo("input");
    assertThat(error.isNull("code")).isTrue();
    assertThat(error(Problem.forbidden("approval_right_missing", "no")).getString("code"))
        .isEqualTo("approval_right_missing");
  }

  @ParameterizedTest
  @CsvSource({
    "v1/responses, true",
    "/v1/responses/resp_1, true",
    "v1, true",
    "a2a/v1/card, false",
    "tasks, false"
  })
  void onlyPathsBelowV1AreConcerned(String path, boolean concerned) {
    assertThat(OpenAiError.isWantedBy(path)).isEqualTo(concerned);
  }
}
