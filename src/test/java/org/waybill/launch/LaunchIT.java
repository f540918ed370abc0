package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.waybill.running.LauncherProcess;
import org.waybill.running.RunningServer;

/** The embedded default, as its operator meets it. In order, since a start takes long. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LaunchIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  private static RunningServer server;
  private static String firstTask;

  @BeforeAll
  static void start() {
    server = RunningServer.start(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void runsATask() {
    firstTask = server.api().submitDiagnostic("{\"echo\":1}");
    assertThat(server.api().awaitStatus(firstTask, "completed", SOON)).isNotNull();
  }

  @Test
  @Order(1)
  @EnabledOnOs(OS.LINUX)
  void listensOnLoopbackOnly() {
    Set<Listener> listeners = Listener.of(processes());
    assertThat(listeners)
        .extracting(Listener::port)
        .containsExactlyInAnyOrder(
            server.base().getPort(), server.databasePort(), server.brokerPort());
    assertThat(listeners).allMatch(Listener::isLoopback);
  }

  @Test
  @Order(1)
  void refusesADataFolderInUse() {
    Map<String, String> settings = Map.of("WAYBILL_DATA", server.data().toString());
    assertThat(failing(settings))
        .singleElement()
        .asString()
        .contains(server.data().toString(), "WAYBILL_DATA");
  }

  @Test
  @Order(1)
  void namesTheTakenPortAndItsSetting() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(failing(Map.of("WAYBILL_HTTP_PORT", port)))
          .singleElement()
          .asString()
          .contains(port, "WAYBILL_HTTP_PORT");
    }
  }

  @Test
  @Order(1)
  void namesTheWrongSetting() {
    assertThat(failing(Map.of("WAYBILL_ROLE", "boss")))
        .singleElement()
        .asString()
        .contains("WAYBILL_ROLE", "boss", "api, worker, all");
  }

  @Test
  @Order(2)
  void startsADeadDatabaseAgain() {
    ProcessHandle dead = server.postmaster();
    dead.destroyForcibly();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(server.postmaster().pid()).isNotEqualTo(dead.pid()));
    String id =
        await().ignoreExceptions().until(() -> server.api().submitDiagnostic("{}"), t -> true);
    assertThat(server.api().awaitStatus(id, "completed", SOON)).isNotNull();
  }

  @Test
  @Order(3)
  void endsAllWhenTheLauncherIsKilled() {
    List<ProcessHandle> all = processes();
    server.killLauncher();
    server.restart();
    assertThat(all).noneMatch(ProcessHandle::isAlive);
    assertThat(server.api().get("/api/tasks/" + firstTask).object().getString("status"))
        .isEqualTo("completed");
  }

  @Test
  @Order(4)
  void endsTheDatabaseWhenTheServerIsKilled() {
    List<ProcessHandle> all = processes();
    server.killServer();
    assertThat(server.launcher().awaitEnd(SOON)).isNotZero();
    assertThat(server.launcher().output()).contains("exit code 137");
    awaitEnd(all);
  }

  @Test
  @Order(5)
  void leavesNothingBehindAfterSigterm() {
    server.restart();
    List<ProcessHandle> all = processes();
    assertThat(server.launcher().stop()).isZero();
    awaitEnd(all);
    assertThat(List.of(server.base().getPort(), server.databasePort(), server.brokerPort()))
        .noneMatch(Ports::taken);
  }

  private static void awaitEnd(List<ProcessHandle> processes) {
    processes.forEach(process -> process.onExit().orTimeout(5, TimeUnit.SECONDS).join());
  }

  private static List<ProcessHandle> processes() {
    return server.processes();
  }

  /** What a start with these settings says before it ends with a failure. */
  private static List<String> failing(Map<String, String> settings) {
    Path folder = RunningServer.newFolder("failing-");
    LauncherProcess launcher =
        LauncherProcess.start(RunningServer.alone(folder, settings), folder.resolve("output.log"));
    assertThat(launcher.awaitEnd(SOON)).isNotZero();
    return launcher.outputLines();
  }
}
