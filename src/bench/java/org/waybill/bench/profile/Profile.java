package org.waybill.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.waybill.bench.load.ClosedLoop;
import org.waybill.bench.scenario.Warmup;
import org.waybill.bench.system.Contestant;

/** Says where a system spends its time under load at 64 connections. */
public final class Profile {

  private static final int CONNECTIONS = 64;
  private static final int LINES = 25;

  private Profile() {}

  public static String of(Contestant system, Duration warmup, Duration window)
      throws IOException, SQLException, InterruptedException {
    Warmup.run(system, warmup);
    Path file = Path.of("target", "bench", system.kind().label() + ".jfr");
    Recording recording = Recording.start(system.pid(), file);
    ClosedLoop.during(system.base(), system.submission(0), CONNECTIONS, window);
    return Stacks.read(recording.stop()).summary(LINES);
  }
}
