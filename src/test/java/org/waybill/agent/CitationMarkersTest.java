package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.waybill.text.Growth;

class CitationMarkersTest {

  @Test
  void findsNumbersOneByOneAndTogether() {
    assertThat(CitationMarkers.in("So [1][2], and so [7, 10]; also [3 ,4]."))
        .containsExactly(1, 2, 3, 4, 7, 10);
  }

  @Test
  void codeAndLinksAreNoCitations() {
    assertThat(
            CitationMarkers.in(
                """
                Use `arr[1]` or
                ```java
                int x = arr[2];
                ```
                as [3](https://example.com) says, [a], [1234], [] and [4].
                ```
                open[5]
                """))
        .containsExactly(4);
  }

  @Test
  void anEarlierAnswerLosesItsNumbersButNotItsCode() {
    assertThat(CitationMarkers.without("Three years [1], see `arr[1]` $1 [2, 3]."))
        .isEqualTo("Three years , see `arr[1]` $1 .");
  }

  @Test
  void takesTimeInProportionToTheText() throws Exception {
    Growth.isLinear(CitationMarkers::in);
    Growth.isLinear(CitationMarkers::without);
  }
}
