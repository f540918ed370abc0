package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.config.Settings;
import org.waybill.task.ListedPayload;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.PayloadKind;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.WaitReason;
import org.waybill.type.KnownTypes;

/** What a list says of an artifact, and of one that is too large for it. */
class ListedArtifactTest {

  private static final ProtocolVersion VERSION = ProtocolVersion.values()[0];

  private static final ListedPayload TOO_LARGE =
      new ListedPayload(Map.of(), Map.of(PayloadKind.OUTPUT, 70_000L));

  private static Task task(String metadata) {
    Settings settings = new Settings(name -> null);
    return Task.of(
        new Receipt(
            NewTaskBuilder.of(KnownTypes.CHAT_MESSAGE, "acme", "ann", settings)
                .metadata(metadata)
                .build(),
            Instant.EPOCH,
            WaitReason.READY,
            null));
  }

  private static ListedPayload shown(PayloadKind kind, String value) {
    return new ListedPayload(Map.of(kind, value), Map.of());
  }

  @Test
  void anOutputIsShown() {
    Artifact artifact = Artifact.of(shown(PayloadKind.OUTPUT, "{\"answer\":\"yes\"}"), VERSION);
    assertThat(artifact.artifact().toString()).contains("\"yes\"");
  }

  @Test
  void soIsWhatHasComeOfItSoFar() {
    Artifact artifact = Artifact.of(shown(PayloadKind.PARTIAL, "ye"), VERSION);
    assertThat(artifact.artifact().toString()).contains("\"ye\"");
    assertThat(Artifact.of(ListedPayload.NONE, VERSION).isEmpty()).isTrue();
  }

  @Test
  void ofOneThatIsTooLargeTheMetadataHaveTheSize() {
    assertThat(Artifact.of(TOO_LARGE, VERSION)).isNull();
    assertThat(Metadata.shown(task("{\"own\":1}"), TOO_LARGE))
        .isEqualTo("{\"own\":1,\"omittedArtifactBytes\":70000}");
    assertThat(Metadata.shown(task("{\"own\":1}"), ListedPayload.NONE)).isEqualTo("{\"own\":1}");
    assertThat(Metadata.shown(task(null), ListedPayload.NONE)).isNull();
  }
}
