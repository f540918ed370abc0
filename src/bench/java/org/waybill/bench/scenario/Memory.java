package org.waybill.bench.scenario;

import java.util.List;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.Contestant;
import org.waybill.bench.system.ProcessMemory;
import org.waybill.bench.system.Yard;

/** What the JVMs hold before any load and after all of it. */
public final class Memory implements Scenario {

  private final FigureBuilder idle = new FigureBuilder("resident, idle", "MiB", Bar.none());
  private final FigureBuilder loaded =
      new FigureBuilder("resident, after the load", "MiB", Bar.none());

  /** To be made while the systems are still idle. */
  public Memory(Yard yard) {
    read(yard, idle);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Figure> measure(Yard yard) {
    read(yard, loaded);
    return List.of(idle.figure(), loaded.figure());
  }

  private static void read(Yard yard, FigureBuilder figure) {
    for (Contestant system : yard.inTurn(0)) {
      ProcessMemory memory = ProcessMemory.of(system.pid());
      memory.resident().ifPresent(mib -> figure.add(system.kind(), mib));
    }
  }
}
