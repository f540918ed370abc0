package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalculatorTest {

  private final Calculator calculator = new Calculator();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is 12 * (3 + 4)? | 84",
        "2 + 2 * 3 | 8",
        "-2^2 | -4",
        "2^3^2 | 512",
        "2 ** 10 = ? | 1024",
        "what's 7 times 8 | 56",
        "How much is 15% of 80? | 12",
        "15 percent of 1,200.50 | 180.075",
        "calculate 10 divided by 4 | 2.5",
        "10 / 3 | 3.33333333333",
        "square root of 144 | 12",
        "12 squared | 144",
        "3 x 4 | 12",
        "Was ist 3,5 mal 2? | 7",
        "Wie viel ist 1.234,50 + 0,50? | 1235",
        "Berechne 20 geteilt durch 8 | 2.5",
        "Wurzel aus 81 | 9",
        "wie viel sind 19 Prozent von 250? | 47.5",
        "2 hoch 8 | 256",
        "0.1 + 0.2 | 0.3",
        "(1+2)*(3-5) | -6",
        "What is 5 - -3? | 8",
        "2^-1 | 0.5",
        "√16 + 9 | 13",
        "50% - 3 | -2.5",
        "Please, what is 3 × 4? | 12",
        "10 / 3 * 3 | 10",
        "123456789012345678 + 1 | 123456789012345679",
        "2^100 | 1267650600228229401496703205376",
        "((10^-999)^999)^999 | 1E-997002999",
        "√((10^999)^999) * 0 | 0",
      })
  void calculates(String question, String result) {
    assertThat(calculator.answer(question))
        .hasValueSatisfying(a -> assertThat(a).endsWith("= " + result));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / 0",
        "5 / (3 - 3)",
        "2 ^ 100000",
        "2 ^ 0.5",
        "0 ^ -1",
        "√(1 - 2)",
        "((10^999)^999)^999^2"
      })
  void saysWhyThereIsNoResult(String question) {
    assertThat(calculator.answer(question))
        .hasValueSatisfying(a -> assertThat(a).contains("has no result"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "42",
        "-5",
        "What is the plus of working here?",
        "What is 2024-01-01?",
        "0800-123-456",
        "How many days of leave do I get?",
        "3 apples + 2",
        "(1 + 2",
        "1 + ",
        "* 3",
        "1.2.3 + 4",
        "E07",
        "(2)(3) +",
        "2 3 +",
        "1 + * 2",
        "2 (* 3)",
        "() 5 + 1",
        "1e5 + 1",
      })
  void leavesAllElseToOthers(String question) {
    assertThat(calculator.answer(question)).isEmpty();
  }

  @Test
  void takesAnExpressionAlone() {
    assertThat(calculator.evaluate("(0.1 + 0.2) * 10")).isEqualByComparingTo("3");
    assertThatIllegalArgumentException().isThrownBy(() -> calculator.evaluate("two + two"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calculator.evaluate("1+".repeat(100) + "1"))
        .withMessageContaining("200");
  }

  @Test
  void isNotLedIntoTheDeep() {
    assertThat(calculator.answer("(".repeat(90) + "1" + ")".repeat(90) + "+1")).isPresent();
    assertThat(calculator.answer("-".repeat(190) + "1+1")).isPresent();
    assertThat(calculator.answer("(".repeat(5_000))).isEmpty();
  }
}
