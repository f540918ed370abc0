package org.waybill.pipeline;

import java.util.Arrays;
import java.util.Optional;

/** The files of a job that its owner can download. */
public enum ResultFile {
  /** Source, summary and transcript. */
  REPORT("artifact", "", "text/markdown;charset=utf-8"),
  TEXT("text", "transcript.txt", "text/plain;charset=utf-8"),
  SRT("srt", "transcript.srt", "application/x-subrip;charset=utf-8"),
  VTT("vtt", "transcript.vtt", "text/vtt;charset=utf-8");

  private final String kind;
  private final String fileName;
  private final String mediaType;

  ResultFile(String kind, String fileName, String mediaType) {
    this.kind = kind;
    this.fileName = fileName;
    this.mediaType = mediaType;
  }

  /** As {@link JobFiles} names it. */
  public String kind() {
    return kind;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Its name for callers. */
  public String fileName(JobId job) {
    return fileName.isEmpty() ? job + ".md" : fileName;
  }

  /** Where it is below the address of its job. */
  public String path() {
    return "/artifact" + (fileName.isEmpty() ? "" : "/" + fileName);
  }

  /** By its name in that path. */
  public static Optional<ResultFile> named(String name) {
    return Arrays.stream(values())
        .filter(each -> !each.fileName.isEmpty() && each.fileName.equals(name))
        .findFirst();
  }
}
