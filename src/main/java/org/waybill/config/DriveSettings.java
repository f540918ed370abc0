package org.waybill.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of where pipelines store their results; listed with all {@link KnownSettings}. */
public final class DriveSettings {

  /** Where results go. */
  public enum Target {
    /** Into the files of this server only. */
    FILE,
    /** Also into a bucket. */
    S3,
    /** Also into a folder of a WebDAV server. */
    WEBDAV
  }

  public static final Setting<Target> TARGET =
      Setting.choice(
          "waybill.pipeline.store",
          Target.FILE,
          Target.class,
          "Where step `store` puts results unless the job names a `target`.");

  public static final Setting<Duration> LINK_TIME =
      Setting.duration(
          "waybill.pipeline.link-time",
          "1h",
          "1s",
          "7d",
          "How long a `drive_url` opens without a token; files of this server are deleted with their"
              + " job.");

  public static final Setting<Optional<URI>> S3_ENDPOINT =
      Setting.optionalAddress(
          "waybill.pipeline.s3-endpoint", "URL of an S3-compatible server; unset: none.");

  public static final Setting<String> S3_REGION =
      Setting.text("waybill.pipeline.s3-region", "us-east-1", "Region of the bucket.");

  public static final Setting<Optional<String>> S3_BUCKET =
      Setting.optional("waybill.pipeline.s3-bucket", "Bucket for results.");

  public static final Setting<Optional<String>> S3_KEY =
      Setting.optional("waybill.pipeline.s3-access-key", "Access key of the bucket.");

  public static final Setting<Optional<String>> S3_SECRET =
      Setting.optional("waybill.pipeline.s3-secret-key", "Secret key of the bucket.");

  public static final Setting<Optional<URI>> WEBDAV_URL =
      Setting.optionalAddress(
          "waybill.pipeline.webdav-url",
          "URL of an existing folder of a WebDAV server; unset: none.");

  public static final Setting<Optional<String>> WEBDAV_USER =
      Setting.optional("waybill.pipeline.webdav-user", "User of the WebDAV server.");

  public static final Setting<Optional<String>> WEBDAV_PASSWORD =
      Setting.optional("waybill.pipeline.webdav-password", "Password of the WebDAV server.");

  private DriveSettings() {}
}
