package org.waybill.config;

import java.time.Duration;

/**
 * How large documents may be, and what reading them may cost; listed with all {@link
 * KnownSettings}.
 */
public final class DocumentSettings {

  public static final Setting<Integer> MEGABYTES =
      Setting.number(
          "waybill.documents.max-megabytes", 100, 1, 2_000, "Largest file that is taken, in MB.");
  public static final Setting<Integer> PAGES =
      Setting.number("waybill.documents.max-pages", 5_000, 1, 100_000, "Most pages of a document.");
  public static final Setting<Integer> CHARACTERS =
      Setting.number(
          "waybill.documents.max-characters",
          4_000_000,
          1_000,
          50_000_000,
          "Most characters of text in a document; a million take some two minutes of a processor.");
  public static final Setting<Integer> PAGE_CHARACTERS =
      Setting.number(
          "waybill.documents.max-page-characters",
          100_000,
          1_000,
          10_000_000,
          "Most characters of text on one page.");
  public static final Setting<Integer> PAGE_MEGABYTES =
      Setting.number(
          "waybill.documents.max-page-memory-megabytes",
          192,
          16,
          4_096,
          "Most memory that reading one page may take, in MB; stops decompression bombs.");
  public static final Setting<Duration> PAGE_TIME =
      Setting.duration(
          "waybill.documents.max-page-time", "20s", "100ms", "1h", "Longest time for one page.");
  public static final Setting<Duration> READ_TIME =
      Setting.duration(
          "waybill.documents.max-read-time",
          "5m",
          "100ms",
          "1d",
          "Most processor time for reading the text of a document; its process is killed then.");
  public static final Setting<Integer> READER_MEGABYTES =
      Setting.number(
          "waybill.documents.reader-memory-megabytes",
          256,
          32,
          16_384,
          "Heap of a process that reads documents, in MB; two at most stay when they have nothing"
              + " to read, for a minute.");
  public static final Setting<Duration> TIME =
      Setting.duration(
          "waybill.documents.max-time",
          "10m",
          "1s",
          "7d",
          "Longest time for making a document searchable; then it fails and makes room for"
              + " others.");
  public static final Setting<Integer> CACHE =
      Setting.number(
          "waybill.documents.cache-megabytes",
          64,
          1,
          16_384,
          "Memory for document vectors, in MB; 100,000 passages take 40.");

  private DocumentSettings() {}
}
