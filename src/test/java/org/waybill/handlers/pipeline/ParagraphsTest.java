package org.waybill.handlers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.waybill.text.Growth;

class ParagraphsTest {

  @Test
  void keepsParagraphsApartAndShrinksTheRest() {
    assertThat(Paragraphs.of("a  b\u00a0c \n d\r\n \n\n\te\r\nf ")).isEqualTo("a b c\nd\n\ne\nf");
    assertThat(Paragraphs.of(" \n\n ")).isEmpty();
  }

  @Test
  void takesLinearTime() throws Exception {
    Growth.isLinear(Paragraphs::of);
  }
}
