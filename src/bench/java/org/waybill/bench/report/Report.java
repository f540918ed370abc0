package org.waybill.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The result of a run.
 *
 * @param facts the machine and the options
 * @param remarks what was not measured, and why
 */
public record Report(Map<String, String> facts, List<Figure> figures, List<String> remarks) {

  /** Everything a reader must know, the figures' own notes first. */
  public List<String> notes() {
    List<String> all = new ArrayList<>();
    for (Figure figure : figures) {
      for (String note : figure.notes()) {
        all.add(figure.name() + " – " + note);
      }
    }
    all.addAll(remarks);
    return all;
  }
}
