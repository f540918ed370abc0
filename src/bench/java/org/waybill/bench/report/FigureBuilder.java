package org.waybill.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.waybill.bench.system.Kind;

/** Collects a figure's samples round by round. */
public final class FigureBuilder {

  private final String name;
  private final String unit;
  private final Bar bar;
  private final Map<Kind, List<Double>> samples = new EnumMap<>(Kind.class);
  private final List<String> notes = new ArrayList<>();

  public FigureBuilder(String name, String unit, Bar bar) {
    this.name = name;
    this.unit = unit;
    this.bar = bar;
  }

  public void add(Kind kind, double value) {
    samples.computeIfAbsent(kind, k -> new ArrayList<>()).add(value);
  }

  public void note(Kind kind, String text) {
    notes.add(kind.label() + ": " + text);
  }

  public Figure figure() {
    return new Figure(name, unit, samples, bar, notes);
  }
}
