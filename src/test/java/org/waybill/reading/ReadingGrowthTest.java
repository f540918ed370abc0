package org.waybill.reading;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.text.Growth;

/** All that reads a text file. */
class ReadingGrowthTest {

  @Test
  void markdownTakesLinearTime() throws Exception {
    Growth.isLinear(MarkupStripper::markdown);
  }

  @Test
  void htmlTakesLinearTime() throws Exception {
    Growth.isLinear(MarkupStripper::html);
  }

  @Test
  void frontMatterTakesLinearTime() throws Exception {
    Growth.isLinear("---\na: b\n", FrontMatter::markdown);
  }

  @Test
  void separatedValuesAndJsonTakeLinearTime() throws Exception {
    Growth.isLinear(CsvText::rows);
    Growth.isLinear(JsonText::readable);
  }

  @Test
  void subtitlesTakeLinearTime() throws Exception {
    Growth.isLinear(Subtitles::spoken);
    Growth.isLinear("00:01.0 --> 00:02.0\n", Subtitles::spoken);
  }

  @Test
  void cuttingTakesLinearTime() throws Exception {
    Growth.isLinear(text -> new Chunker().cut(text));
    Growth.isLinear(text -> PageText.bodies(List.of(text, text, text, text)));
  }
}
