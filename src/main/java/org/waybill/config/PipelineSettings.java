package org.waybill.config;

import java.time.Duration;

/** Settings of pipeline jobs; listed with all {@link KnownSettings}. */
public final class PipelineSettings {

  public static final Setting<Boolean> JOB_QUEUE =
      Setting.flag(
          "enable.pipeline.job.queue",
          true,
          "Enables `/pipeline/jobs`; `/pipeline/run` is always available.");
  public static final Setting<PipelineDefinitions> PIPELINES =
      new Setting<>(
          "waybill.pipelines",
          "content-analysis=fetch,probe,audio,transcribe,extract,index,summarise,store",
          "`name=step,step;name=step`, each step at most once per pipeline",
          "Defined pipelines and their steps in order.",
          PipelineDefinitions::read);
  public static final Setting<Integer> FETCH_MEGABYTES =
      Setting.number(
          "waybill.pipeline.fetch-megabytes",
          20,
          1,
          100,
          "Maximum size of a document that step `fetch` downloads, in MB.");
  public static final Setting<Duration> FETCH_TIME =
      Setting.duration(
          "waybill.pipeline.fetch-time",
          "60s",
          "100ms",
          "1h",
          "Maximum time of fetching a document.");
  public static final Setting<Duration> TIMEOUT =
      Setting.duration(
          "waybill.pipeline.timeout",
          "30m",
          "1s",
          "7d",
          "Timeout of one attempt of a pipeline job.");

  private PipelineSettings() {}
}
