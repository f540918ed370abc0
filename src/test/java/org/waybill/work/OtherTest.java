package org.waybill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When another worker counts as lost, and when as gone. */
class OtherTest {

  private static final UUID ID = UUID.randomUUID();
  private static final Instant HEARTBEAT = Instant.parse("2026-01-31T09:30:00Z");
  private static final Optional<HostProcess> OWN = HostProcess.own();

  private static final Optional<Loss> LIVES = Optional.empty();
  private static final Optional<Loss> GONE = Optional.of(new Loss(ID, true));
  private static final Optional<Loss> SILENT = Optional.of(new Loss(ID, false));

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
    Optional<Loss> loss(boolean free, boolean witness, boolean silent) {
      return new Other(ID, process, ended, HEARTBEAT, late, veryLate, settled, free)
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
    Silence silence = new Silence();
    Duration second = Duration.ofSeconds(1);
    silence.look(second);
    assertThat(silence.of(ID, HEARTBEAT)).isZero();
    silence.look(second);
    assertThat(silence.of(ID, HEARTBEAT)).isEqualTo(second);
    silence.look(Duration.ofSeconds(14));
    assertThat(silence.of(ID, HEARTBEAT)).isLessThan(Duration.ofSeconds(6));
    silence.look(second);
    assertThat(silence.of(ID, HEARTBEAT.plusMillis(1))).isZero();
    silence.keep(Set.of());
    assertThat(silence.of(ID, HEARTBEAT.plusMillis(1))).isZero();
  }
}
