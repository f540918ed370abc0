package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummarizerTest {

  @Test
  void theSentencesThatSayWhatTheTextKeepsComingBackToAreQuotedInTheirOrder() {
    String text =
        """
        The harbour of Quellin was built for herring boats. It rained on Tuesday, as it often does. \
        The herring left the harbour waters in 1911. Somebody whistled a tune. The harbour boats of \
        Quellin were sold when the herring left. Nobody remembers the colour of the shed. My aunt \
        likes tea. Today the harbour of Quellin has no boats, and no herring. A dog slept there.\
        """;

    String summary = KeySentences.of(text);

    assertThat(summary)
        .startsWith("The harbour of Quellin was built for herring boats.")
        .contains("The harbour boats of Quellin were sold when the herring left.")
        .contains("Today the harbour of Quellin has no boats, and no herring.")
        .doesNotContain("whistled")
        .doesNotContain("aunt");
  }

  @Test
  void aTextTooShortToChooseFromIsQuotedWhole() {
    assertThat(KeySentences.of("Too short.\nTo say.")).isEqualTo("Too short. To say.");
    assertThat(KeySentences.of("x".repeat(1_000))).hasSize(401).endsWith("…");
  }
}
