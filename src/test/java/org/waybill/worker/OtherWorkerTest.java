package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When another worker counts as lost, and when as gone. */
class OtherWorkerTest {

  private static final UUID ID = UUID.randomUUID();
  private static final Instant HEARTBEAT = Instant.parse("2026-01-31T09:30:00Z");
  private static final Optional<HostProcess> OWN = HostProcess.own();

  private static final Optional<LostWorker> LIVES = Optional.empty();
  private static final Optional<LostWorker> GONE = Optional.of(new LostWorker(ID, true));
  private static final Optional<LostWorker> SILENT = Optional.of(new LostWorker(ID, false));

  /** A process of this host that is not there any more. */
  private static HostProcess gone() throws Exception {
    HostProcess own = OWN.orElseThrow();
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return new HostProcess(own.host(), process.pid(), 1);
  }

  private static final HostProcess FAR = new HostProcess("another host", 1, 1);

  private record Given(
      HostProcess process, boolean ended, boolean late, boolean veryLate, boolean settled) {
    Optional<LostWorker> loss(boolean free, boolean witness, boolean silent) {
      return new OtherWorker(ID, process, ended, HEARTBEAT, late, veryLate, settled, free)
          .loss(OWN, witness, silent);
    }
  }

  private static Given fresh(HostProcess process) {
    return new Given(process, false, false, false, true);
  }

  private static Given late(HostProcess process) {
    return new Given(process, false, true, false, true);
  }

  @Test
  void aProcessThatIsSeenToBeGoneIsGoneAtOnce() throws Exception {
    assertThat(fresh(gone()).loss(true, false, false)).isEqualTo(GONE);
  }

  @Test
  void aProcessThatIsSeenToLiveIsNeverGoneWhateverBecameOfItsLock() {
    HostProcess own = OWN.orElseThrow();
    assertThat(own.isGone()).isFalse();
    assertThat(fresh(own).loss(true, true, false)).isEqualTo(LIVES);
    assertThat(late(own).loss(true, true, true)).isEqualTo(SILENT);
  }

  @Test
  void aNumberThatWasGivenToAnotherProcessIsNotTheSameProcess() {
    HostProcess own = OWN.orElseThrow();
    assertThat(new HostProcess(own.host(), own.pid(), own.start() - 1).isGone()).isTrue();
  }

  @Test
  void onAnotherHostTheFreeLockSaysItToAWitness() {
    assertThat(fresh(FAR).loss(true, true, false)).isEqualTo(GONE);
    assertThat(fresh(FAR).loss(true, false, false)).isEqualTo(LIVES);
    assertThat(fresh(FAR).loss(false, true, false)).isEqualTo(LIVES);
    assertThat(fresh(null).loss(true, true, false)).isEqualTo(GONE);
  }

  @Test
  void afterARestartOfTheDatabaseFreeLocksSayNothing() {
    assertThat(new Given(FAR, false, false, false, false).loss(true, true, false)).isEqualTo(LIVES);
  }

  @Test
  void anOldHeartbeatIsSilenceOnlyIfItWasSeenToStandStill() {
    assertThat(late(FAR).loss(false, true, true)).isEqualTo(SILENT);
    assertThat(late(FAR).loss(false, true, false)).isEqualTo(LIVES);
  }

  @Test
  void whoEndedInOrderIsChargedWithNothing() {
    assertThat(new Given(FAR, true, false, false, true).loss(true, false, false)).isEqualTo(SILENT);
  }

  @Test
  void timeInWhichNobodyCouldLookIsNoSilence() {
    HeartbeatSilence heartbeatSilence = new HeartbeatSilence();
    Duration second = Duration.ofSeconds(1);
    heartbeatSilence.refresh(second);
    assertThat(heartbeatSilence.of(ID, HEARTBEAT)).isZero();
    heartbeatSilence.refresh(second);
    assertThat(heartbeatSilence.of(ID, HEARTBEAT)).isEqualTo(second);
    heartbeatSilence.refresh(Duration.ofSeconds(14));
    assertThat(heartbeatSilence.of(ID, HEARTBEAT)).isEqualTo(second.plusSeconds(2));
    heartbeatSilence.refresh(second);
    assertThat(heartbeatSilence.of(ID, HEARTBEAT.plusMillis(1))).isZero();
    heartbeatSilence.keep(Set.of());
    assertThat(heartbeatSilence.of(ID, HEARTBEAT.plusMillis(1))).isZero();
  }
}
