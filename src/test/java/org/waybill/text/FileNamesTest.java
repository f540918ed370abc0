package org.waybill.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileNamesTest {

  @Test
  void joinersOfWordsAndEmojiStay() {
    for (String name :
        List.of(
            "می\u200cخواهم.pdf",
            "क्\u200dष.txt",
            "👩\u200d👧\u200d👦 album.pdf",
            "❤\ufe0f\u200d🔥.md",
            "👩🏽\u200d🚀.pdf",
            "🏴\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f.pdf")) {
      assertThat(FileNames.clean(name)).isEqualTo(name);
    }
  }

  @Test
  void whatCannotBeSeenGoes() {
    assertThat(FileNames.clean("in\u202efdp.exe")).isEqualTo("infdp.exe");
    assertThat(FileNames.clean("a\u200bb\u0000c\nd\ufeff\u2060.txt")).isEqualTo("abcd.txt");
    assertThat(FileNames.clean("\u200da\u200db\u200c.txt")).isEqualTo("ab.txt");
    assertThat(FileNames.clean("a\udb40\udc67.txt\ud800")).isEqualTo("a.txt");
  }
}
