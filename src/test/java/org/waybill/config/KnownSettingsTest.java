package org.waybill.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSettingsTest {

  static Stream<Setting<?>> settings() {
    return KnownSettings.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aDefaultIsAllowed(Setting<?> setting) {
    assertThat(setting.read(name -> null)).isNotNull();
  }

  @Test
  void theListHasEveryKnobOnce() {
    List<Object> fields =
        new ClassFileImporter()
            .importPackages("org.waybill.config").stream()
                .filter(type -> type.getSimpleName().endsWith("Settings"))
                .flatMap(type -> Arrays.stream(type.reflect().getFields()))
                .filter(f -> Modifier.isStatic(f.getModifiers()) && f.getType() == Setting.class)
                .map(KnownSettingsTest::value)
                .toList();
    assertThat(fields).hasSizeGreaterThan(100);
    assertThat(List.<Object>copyOf(KnownSettings.ALL))
        .containsExactlyInAnyOrderElementsOf(fields)
        .doesNotHaveDuplicates();
    assertThat(KnownSettings.ALL.stream().map(Setting::name)).doesNotHaveDuplicates();
  }

  private static Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anEnvironmentNameFollowsFromTheName() {
    assertThat(KnownSettings.TASK_MAX_ATTEMPTS.env()).isEqualTo("WAYBILL_TASK_MAX_ATTEMPTS");
    assertThat(Setting.concurrency("chat_tasks").env())
        .isEqualTo("WAYBILL_QUEUE_CHAT_TASKS_CONCURRENCY");
  }

  @Test
  void aWrongNumberIsNamedWithItsRange() {
    Settings settings = new Settings(Map.of("waybill.http.port", "99999")::get);
    assertThatThrownBy(() -> settings.get(KnownSettings.HTTP_PORT))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("WAYBILL_HTTP_PORT (waybill.http.port) is '99999'; allowed: 1 to 65535");
  }

  @Test
  void aWrongDurationIsNamedWithItsRange() {
    Settings settings = new Settings(Map.of("waybill.task.timeout", "soon")::get);
    assertThatThrownBy(() -> settings.get(KnownSettings.TASK_TIMEOUT))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("WAYBILL_TASK_TIMEOUT")
        .hasMessageContaining("100ms to 7d");
  }

  @Test
  void aValueIsReadByItsType() {
    Settings settings =
        new Settings(Map.of("waybill.task.timeout", "90s", "waybill.role", "worker")::get);
    assertThat(settings.get(KnownSettings.TASK_TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.get(KnownSettings.ROLE)).isEqualTo(Role.WORKER);
  }

  @Test
  void checkingReadsEverySetting() {
    Settings settings = new Settings(Map.of("waybill.diagnostics", "perhaps")::get);
    assertThatThrownBy(settings::check).isInstanceOf(InvalidSetting.class);
  }

  /** The launcher hands values on as texts. */
  @Test
  void allowedAddressesAreWrittenAsTheyAreRead() {
    AllowedAddresses read = AllowedAddresses.parse("127.0.0.1, hooks.local:8080,10.1.0.0/16");
    assertThat(read).hasToString("127.0.0.1,hooks.local:8080,10.1.0.0/16");
    assertThat(AllowedAddresses.parse(read.toString())).isEqualTo(read);
  }

  @Test
  void aPipelineDocumentsNamesAreUnderstood() {
    Settings settings =
        new Settings(
            Map.of(
                    "enable.pipeline.job.queue", "false",
                    "pipeline.max.concurrent.jobs", "7",
                    "pipeline.job.ttl.seconds", "90")
                ::get);
    assertThat(settings.get(PipelineSettings.JOB_QUEUE)).isFalse();
    assertThat(settings.get(Setting.concurrency("pipeline_jobs"))).hasValue(7);
    assertThat(settings.get(Setting.retention("pipeline"))).hasValue(Duration.ofSeconds(90));
    assertThat(PipelineSettings.JOB_QUEUE.env()).isEqualTo("ENABLE_PIPELINE_JOB_QUEUE");
  }

  @Test
  void anOwnNameComesBeforeAnothers() {
    Settings settings =
        new Settings(
            Map.of(
                    "pipeline.max.concurrent.jobs", "7",
                    "waybill.queue.pipeline-jobs.concurrency", "3")
                ::get);
    assertThat(settings.get(Setting.concurrency("pipeline_jobs"))).hasValue(3);
  }

  @Test
  void aWrongValueUnderAnotherNameIsNamedByIt() {
    Settings settings = new Settings(Map.of("pipeline.job.ttl.seconds", "1h")::get);
    assertThatThrownBy(() -> settings.get(Setting.retention("pipeline")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "PIPELINE_JOB_TTL_SECONDS (pipeline.job.ttl.seconds) is '1h';"
                + " allowed: 1 to 315360000");
  }

  @Test
  void pipelinesAreReadAsTheyAreWritten() {
    String text = "content-analysis=fetch,extract;talks=fetch,transcribe";
    PipelineDefinitions read =
        new Settings(Map.of("waybill.pipelines", text)::get).get(PipelineSettings.PIPELINES);
    assertThat(read.byName().get("talks")).containsExactly("fetch", "transcribe");
    assertThat(read).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "a", "a=", "=b", "a=b;a=c", "a=b,b", "A=b", "a=b,,c"})
  void aMalformedListOfPipelinesIsRefused(String text) {
    Settings settings = new Settings(Map.of("waybill.pipelines", text)::get);
    assertThatThrownBy(() -> settings.get(PipelineSettings.PIPELINES))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("name=step");
  }
}
