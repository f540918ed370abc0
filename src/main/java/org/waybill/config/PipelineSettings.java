package org.waybill.config;

import java.time.Duration;

/** What jobs of pipelines do, and what they may cost; listed with all {@link KnownSettings}. */
public final class PipelineSettings {

  public static final Setting<Boolean> JOB_QUEUE =
      Setting.flag(
          "enable.pipeline.job.queue",
          true,
          "Offer `/pipeline/jobs`; without it only `/pipeline/run` answers.");
  public static final Setting<PipelineDefinitions> PIPELINES =
      new Setting<>(
          "waybill.pipelines",
          "content-analysis=fetch,extract,index,summarise,store",
          "`name=step,step;name=step`, each step once in a pipeline",
          "The pipelines there are, and their steps in order.",
          PipelineDefinitions::read);
  public static final Setting<Integer> FETCH_MEGABYTES =
      Setting.number(
          "waybill.pipeline.fetch-megabytes", 20, 1, 100, "Most that step `fetch` takes, in MB.");
  public static final Setting<Duration> FETCH_TIME =
      Setting.duration(
          "waybill.pipeline.fetch-time", "60s", "100ms", "1h", "Longest time for fetching.");
  public static final Setting<Duration> TIMEOUT =
      Setting.duration(
          "waybill.pipeline.timeout", "30m", "1s", "7d", "Time-out of one attempt of a job.");

  private PipelineSettings() {}
}
