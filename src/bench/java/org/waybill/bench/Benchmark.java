package org.waybill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waybill.bench.profile.Profile;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.JsonFile;
import org.waybill.bench.report.Machine;
import org.waybill.bench.report.Markdown;
import org.waybill.bench.report.Report;
import org.waybill.bench.scenario.AcceptLatency;
import org.waybill.bench.scenario.Backlog;
import org.waybill.bench.scenario.Cameras;
import org.waybill.bench.scenario.Chats;
import org.waybill.bench.scenario.IdleLatency;
import org.waybill.bench.scenario.Memory;
import org.waybill.bench.scenario.Recovery;
import org.waybill.bench.scenario.Scenario;
import org.waybill.bench.scenario.Sleepers;
import org.waybill.bench.scenario.Throughput;
import org.waybill.bench.scenario.Warmup;
import org.waybill.bench.scenario.Watchers;
import org.waybill.bench.search.Search;
import org.waybill.bench.system.Concurrency;
import org.waybill.bench.system.Contestant;
import org.waybill.bench.system.Kind;
import org.waybill.bench.system.Yard;

/** Measures Waybill and its peers in one run; {@code ./mvnw -Pbench}. */
public final class Benchmark {

  private static final Path RESULT = Path.of("target", "bench", "result.json");
  private static final Duration SHORT_WARMUP = Duration.ofSeconds(5);
  private static final int WARM_SLEEPERS = 2;
  private static final Set<String> USUAL = Set.of("throughput", "accept", "idle", "memory");

  private final Options options;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private Benchmark(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(Benchmark::endChildren));
    var benchmark = new Benchmark(Options.read());
    if (benchmark.options.profile()) {
      benchmark.profile();
    } else {
      benchmark.report();
    }
  }

  /** Ctrl-C must leave neither servers nor peers behind. */
  private static void endChildren() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
  }

  private void profile() throws IOException, SQLException, InterruptedException {
    Set<Kind> first = Set.of(options.systems().iterator().next());
    try (Yard yard = Yard.start(first, Concurrency.USUAL)) {
      Contestant system = yard.inTurn(0).get(0);
      say("profiling " + system.kind().label());
      System.out.println(Profile.of(system, options.warmup(), options.window()));
    }
  }

  private void report() throws IOException, SQLException, InterruptedException {
    Report report = run();
    System.out.println(Markdown.of(report));
    JsonFile.write(report, RESULT);
    System.out.println("Written to " + RESULT);
  }

  private Report run() throws IOException, SQLException, InterruptedException {
    facts.put("options", options.toString());
    facts.putAll(Machine.describe());
    if (options.scenarios().stream().anyMatch(USUAL::contains)) {
      usual();
    }
    if (options.measures("sleepers")) {
      sleepers();
    }
    int seconds = (int) options.window().toSeconds();
    alone("recovery", new Recovery(options.rounds())::measure);
    alone("backlog", new Backlog(options.rounds())::measure);
    alone("watchers", new Watchers(options.rounds(), seconds)::measure);
    alone("chats", new Chats(options.rounds())::measure);
    alone("cameras", new Cameras(options.rounds(), options.window())::measure);
    alone("search", new Search()::measure);
    if (options.measures("recovery")) {
      remarks.add(Recovery.PEERS);
    }
    return new Report(facts, figures, remarks);
  }

  private void usual() throws IOException, SQLException, InterruptedException {
    try (Yard yard = Yard.start(options.systems(), Concurrency.USUAL)) {
      facts.putAll(Machine.describe(yard.postgres()));
      var scenarios =
          List.of(
              new Throughput(16, 1.5, options.rounds(), options.window()),
              new Throughput(64, 2, options.rounds(), options.window()),
              new AcceptLatency(options.rounds(), options.window()),
              new IdleLatency(options.idleSamples()),
              new Memory(yard));
      warm(yard, options.warmup());
      for (Scenario scenario : scenarios) {
        if (options.measures(scenario.name())) {
          measure(scenario, yard);
        }
      }
    }
  }

  private void sleepers() throws IOException, SQLException, InterruptedException {
    try (Yard yard = Yard.start(options.systems(), Concurrency.THOUSAND)) {
      warm(yard, SHORT_WARMUP);
      new Sleepers(WARM_SLEEPERS).measure(yard);
      measure(new Sleepers(options.rounds()), yard);
    }
  }

  private interface Measuring {
    List<Figure> measure() throws IOException, SQLException, InterruptedException;
  }

  /** What only Waybill does, or the others do not in the time of a run. */
  private void alone(String name, Measuring scenario)
      throws IOException, SQLException, InterruptedException {
    if (options.measures(name) && options.systems().contains(Kind.WAYBILL)) {
      measure(name, scenario);
    }
  }

  private static void warm(Yard yard, Duration time) throws SQLException, InterruptedException {
    for (Contestant system : yard.inTurn(0)) {
      say("warming up " + system.kind().label());
      Warmup.run(system, time);
    }
  }

  private void measure(Scenario scenario, Yard yard)
      throws IOException, SQLException, InterruptedException {
    measure(scenario.name(), () -> scenario.measure(yard));
  }

  private void measure(String name, Measuring scenario)
      throws IOException, SQLException, InterruptedException {
    say("measuring " + name);
    try {
      figures.addAll(scenario.measure());
    } catch (IllegalStateException e) {
      remarks.add("not measured: " + name + ": " + e.getMessage());
    }
  }

  private static void say(String what) {
    System.out.println("bench: " + what);
  }
}
