package org.waybill.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.json.Json;
import org.waybill.text.Growth;

/** What a type accepts as its input. */
class InputSchemaTest {

  private static final String MAIL =
      """
      {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
       "required":["to"],"additionalProperties":false,
       "properties":{"to":{"type":"string","pattern":"^[a-z]+@[a-z]+$"},
         "copies":{"type":"integer","minimum":1,"maximum":5},
         "parts":{"type":"array","items":{"$ref":"#/$defs/part"}},
         "pattern":{"type":"string"}},
       "$defs":{"part":{"enum":["text","image"]}}}
      """;

  private static List<SchemaViolation> check(String schema, String input) {
    return InputSchema.read(schema).check(Json.read(input));
  }

  @Test
  void whatTheSchemaAllowsIsAccepted() {
    assertThat(check(MAIL, "{\"to\":\"ann@acme\",\"copies\":2,\"parts\":[\"text\"]}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|''",
        "{\"to\":1}|/to",
        "{\"to\":\"ANN\"}|/to",
        "{\"to\":\"a@b\",\"copies\":6}|/copies",
        "{\"to\":\"a@b\",\"copies\":1.5}|/copies",
        "{\"to\":\"a@b\",\"parts\":[\"text\",\"sound\"]}|/parts/1",
        "[]|''"
      })
  void whatItDoesNotAllowIsNamedByItsPlace(String input, String path) {
    List<SchemaViolation> violations = check(MAIL, input);
    assertThat(violations).extracting(SchemaViolation::path).contains(path);
    assertThat(violations).extracting(SchemaViolation::message).allMatch(text -> !text.isBlank());
  }

  @Test
  void anAdditionalMemberIsRefused() {
    assertThat(check(MAIL, "{\"to\":\"a@b\",\"bcc\":\"c\"}")).isNotEmpty();
  }

  @Test
  void patternsTakeTimeInProportionToTheInput() throws Exception {
    InputSchema schema = InputSchema.read("{\"pattern\":\"^(a+)+$\"}");
    Growth.isLinear(text -> schema.check(Json.read(Json.quote("a".repeat(text.length()) + "!"))));
  }

  @Test
  void aSchemaThatOnlySomeInputLeadsToItselfRefusesThatInput() {
    String schema =
        "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/a\"}},\"$defs\":{\"a\":{\"$ref\":\"#/$defs/a\"}}}";
    assertThat(check(schema, "{\"b\":1}")).isEmpty();
    assertThat(check(schema, "{\"a\":1}")).hasSize(1);
  }

  @Test
  void noMoreThanTwentyPlacesAreNamed() {
    String many = "[" + "\"x\",".repeat(100) + "1]";
    assertThat(check("{\"items\":{\"type\":\"integer\"}}", many)).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "{",
        "{\"type\":\"strnig\"}",
        "{\"minimum\":\"1\"}",
        "{\"$ref\":\"https://example.org/schema\"}",
        "{\"properties\":{\"a\":{\"$ref\":\"other.json\"}}}",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
        "{\"pattern\":\"(?=a)b\"}",
        "{\"pattern\":\"(\"}",
        "{\"patternProperties\":{\"^a\":{}}}",
        "{\"$id\":\"https://example.org/\"}",
        "{\"$ref\":\"#/$defs/absent\"}",
        "{\"$ref\":\"#\"}"
      })
  void aSchemaThatCannotBeUsedIsRefused(String schema) {
    assertThatThrownBy(() -> InputSchema.read(schema)).isInstanceOf(InvalidSchema.class);
  }

  @Test
  void aSchemaOfMoreThan64KibIsRefused() {
    String large = "{\"description\":\"" + "x".repeat(InputSchema.LARGEST) + "\"}";
    assertThatThrownBy(() -> InputSchema.read(large))
        .isInstanceOf(InvalidSchema.class)
        .hasMessageContaining("64 KiB");
  }

  @Test
  void aNameOfAMemberMayBeThatOfAKeyword() {
    assertThat(
            InputSchema.read("{\"properties\":{\"$ref\":{\"type\":\"string\"}}}")
                .check(JsonValue.EMPTY_JSON_OBJECT))
        .isEmpty();
  }
}
