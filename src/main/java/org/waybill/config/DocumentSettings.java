package org.waybill.config;

import java.time.Duration;

/** Limits of documents and of processing them; listed with all {@link KnownSettings}. */
public final class DocumentSettings {

  public static final Setting<Integer> MEGABYTES =
      Setting.number(
          "waybill.documents.max-megabytes",
          100,
          1,
          2_000,
          "Maximum size of an uploaded file, in MB.");
  public static final Setting<Integer> PAGES =
      Setting.number(
          "waybill.documents.max-pages",
          5_000,
          1,
          100_000,
          "Maximum number of pages in a document.");
  public static final Setting<Integer> CHARACTERS =
      Setting.number(
          "waybill.documents.max-characters",
          4_000_000,
          1_000,
          50_000_000,
          "Maximum characters of text in a document; one million take about two minutes of CPU"
              + " time.");
  public static final Setting<Integer> PAGE_CHARACTERS =
      Setting.number(
          "waybill.documents.max-page-characters",
          100_000,
          1_000,
          10_000_000,
          "Maximum characters of text on one page.");
  public static final Setting<Integer> PAGE_MEGABYTES =
      Setting.number(
          "waybill.documents.max-page-memory-megabytes",
          192,
          16,
          4_096,
          "Maximum memory for reading one page, in MB; stops decompression bombs.");
  public static final Setting<Duration> PAGE_TIME =
      Setting.duration(
          "waybill.documents.max-page-time",
          "20s",
          "100ms",
          "1h",
          "Maximum time for reading one page.");
  public static final Setting<Duration> READ_TIME =
      Setting.duration(
          "waybill.documents.max-read-time",
          "5m",
          "100ms",
          "1d",
          "Maximum CPU time for reading the text of a document; then its process is killed.");
  public static final Setting<Integer> READER_MEGABYTES =
      Setting.number(
          "waybill.documents.reader-memory-megabytes",
          256,
          32,
          16_384,
          "Heap of a document reader process, in MB; at most two idle processes are kept, for one"
              + " minute.");
  public static final Setting<Duration> TIME =
      Setting.duration(
          "waybill.documents.max-time",
          "10m",
          "1s",
          "7d",
          "Maximum time for indexing a document; then it fails and makes room for others.");
  public static final Setting<Integer> ANALYSIS_PAGES =
      Setting.number(
          "waybill.documents.max-analysis-pages",
          2_000,
          1,
          5_000,
          "Maximum number of pages that `analyze_document` reads in one call.");
  public static final Setting<Integer> CACHE =
      Setting.number(
          "waybill.documents.cache-megabytes",
          64,
          1,
          16_384,
          "Memory for document vectors, in MB; 100,000 passages take 40 MB.");

  public static final Setting<Integer> IMAGES =
      Setting.number(
          "waybill.documents.images-at-once",
          2,
          1,
          64,
          "Maximum page images that are drawn at the same time on one node; further ones wait.");

  private DocumentSettings() {}
}
