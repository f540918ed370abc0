package org.waybill.bench.scenario;

import java.sql.SQLException;
import java.util.List;
import org.waybill.bench.report.Figure;
import org.waybill.bench.system.Yard;

/** Something to measure, the same way for every system. */
public interface Scenario {

  /** Its name in the option {@code bench.only}. */
  String name();

  List<Figure> measure(Yard yard) throws SQLException, InterruptedException;
}
