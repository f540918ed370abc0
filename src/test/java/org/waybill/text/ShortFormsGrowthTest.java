package org.waybill.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.config.Setting;
import org.waybill.files.FileStore;
import org.waybill.trace.TraceParent;

/** Forms that are short where they are right: what is long is seen to be wrong in linear time. */
class ShortFormsGrowthTest {

  @Test
  void durationsTakeLinearTime() throws Exception {
    for (String prefix : List.of("", "1")) {
      Growth.isLinear(prefix, ShortFormsGrowthTest::readDuration);
    }
  }

  @Test
  void keysOfFilesTakeLinearTime() throws Exception {
    FileStore store = new FileStore(Path.of("absent"));
    Growth.isLinear("ab/", key -> open(store, key));
  }

  @Test
  void traceContextsTakeLinearTime() throws Exception {
    String valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    for (String prefix : List.of("", valid, valid + "-", valid.substring(0, 20))) {
      Growth.isLinear(prefix, TraceParent::read);
    }
  }

  private static void readDuration(String text) {
    try {
      Setting.parseDuration(text);
    } catch (IllegalArgumentException e) {
      // None is one.
      return;
    }
  }

  private static void open(FileStore store, String key) {
    try {
      store.path(key);
    } catch (IOException e) {
      // None is one.
      return;
    }
  }
}
