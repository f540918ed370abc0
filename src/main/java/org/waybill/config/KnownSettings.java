package org.waybill.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting of Waybill, in the order in which the README lists them. */
public final class KnownSettings {

  public static final Setting<Integer> HTTP_PORT =
      Setting.number("waybill.http.port", 8080, 1, 65_535, "HTTP port of the embedded server.");
  public static final Setting<String> DATA =
      Setting.text(
          "waybill.data",
          "./data",
          "Folder for the embedded database, the broker's journal, files and `operator-token`.");
  public static final Setting<Role> ROLE =
      Setting.choice(
          "waybill.role",
          Role.ALL,
          Role.class,
          "Role of this process: `api` serves requests, `worker` runs tasks, `all` does both.");
  public static final Setting<Optional<String>> NODE =
      Setting.optional("waybill.node", "Name of this process; unset: host name and process id.");

  public static final Setting<Optional<String>> DB_URL =
      Setting.optional("waybill.db.url", "JDBC URL of PostgreSQL; unset: the embedded database.");
  public static final Setting<String> DB_USER =
      Setting.text("waybill.db.user", "waybill", "Database user.");
  public static final Setting<Optional<String>> DB_PASSWORD =
      Setting.optional(
          "waybill.db.password", "Database password; unset: the one stored in the data folder.");
  public static final Setting<Duration> DB_START_WAIT =
      Setting.duration(
          "waybill.db.start-wait",
          "60s",
          "0s",
          "1h",
          "Maximum time that startup waits for the database to accept connections.");
  public static final Setting<Integer> DB_PORT =
      Setting.number(
          "waybill.db.port", 15_432, 1, 65_535, "Loopback port of the embedded PostgreSQL.");

  public static final Setting<Optional<String>> HANDLERS =
      Setting.optional(
          "waybill.handlers",
          "Folder with jars of your own task handlers, which the embedded server adds to the"
              + " application; unset: none.");
  public static final Setting<String> JAVA_OPTIONS =
      Setting.text("waybill.java.options", "-Xmx512m", "JVM options of the embedded server.");

  /** Represents the settings of all queues. */
  public static final Setting<Optional<Integer>> QUEUE_CONCURRENCY = Setting.concurrency("<name>");

  public static final Setting<Duration> TASK_TIMEOUT =
      Setting.duration(
          "waybill.task.timeout", "5m", "100ms", "7d", "Default timeout of one attempt.");
  public static final Setting<Integer> TASK_MAX_ATTEMPTS =
      Setting.number(
          "waybill.task.max-attempts", 4, 1, 100, "Default maximum number of attempts per task.");
  public static final Setting<Duration> TASK_BACKOFF =
      Setting.duration(
          "waybill.task.backoff",
          "1s",
          "1ms",
          "1d",
          "Default delay before the second attempt; doubled for each further attempt, with"
              + " jitter.");
  public static final Setting<Duration> TASK_BACKOFF_LIMIT =
      Setting.duration(
          "waybill.task.backoff-limit", "10m", "1ms", "7d", "Maximum delay between attempts.");

  public static final Setting<Integer> TASK_CRASH_LIMIT =
      Setting.number(
          "waybill.task.crash-limit",
          3,
          1,
          100,
          "Number of worker crashes after which a task fails.");
  public static final Setting<Integer> INPUT_LIMIT =
      Setting.number(
          "waybill.input.limit",
          1_048_576,
          1_024,
          67_108_864,
          "Maximum size of a JSON request body, in bytes.");
  public static final Setting<Integer> OUTPUT_LIMIT =
      Setting.number(
          "waybill.output.limit",
          8_388_608,
          1_024,
          67_108_864,
          "Maximum length of a task's output, in characters.");
  public static final Setting<Duration> TOKEN_CACHE =
      Setting.duration(
          "waybill.token.cache", "15s", "0s", "1h", "How long a validated API token is cached.");
  public static final Setting<Duration> WORKER_LEASE =
      Setting.duration(
          "waybill.worker.lease",
          "6s",
          "1s",
          "10m",
          "Time without a heartbeat after which the tasks of a frozen or disconnected worker are"
              + " retried.");
  public static final Setting<Duration> PRIORITY_HEAD_START =
      Setting.duration(
          "waybill.priority.head-start",
          "30s",
          "0s",
          "1d",
          "Head start per step of priority: a task counts as submitted that much earlier.");

  public static final Setting<Integer> QUEUE_WAITING =
      Setting.number(
          "waybill.queue.waiting",
          10_000,
          1,
          1_000_000_000,
          "Maximum waiting tasks per queue; further tasks are rejected with 503. Delayed tasks are"
              + " not counted.");
  public static final Setting<Integer> QUEUE_TENANT_SHARE =
      Setting.number(
          "waybill.queue.tenant-share",
          50,
          1,
          100,
          "Maximum share of one tenant in `WAYBILL_QUEUE_WAITING` while other tenants wait, too, in"
              + " percent.");

  public static final Setting<Duration> RETENTION =
      Setting.duration(
          "waybill.retention",
          "30d",
          "1s",
          "3650d",
          "How long a finished task is kept, unless the setting of its type or a rule of its tenant"
              + " says otherwise.");

  /** Represents the settings of all types. */
  public static final Setting<Optional<Duration>> TYPE_RETENTION = Setting.retention("<type>");

  public static final Setting<Optional<Duration>> DEAD_LETTER_RETENTION =
      Setting.optionalDuration(
          "waybill.retention.dead-letters",
          "",
          "1s",
          "3650d",
          "How long a dead letter is kept, unless its type is kept longer; unset: until it is replayed"
              + " or cleared.");
  public static final Setting<Duration> RETENTION_SWEEP =
      Setting.duration(
          "waybill.retention.sweep", "5m", "1s", "1d", "Interval of the retention clean-up.");

  public static final Setting<Boolean> DIAGNOSTICS =
      Setting.flag(
          "waybill.diagnostics",
          false,
          "Accept tasks of type `diagnostic` (on by default in the embedded server).");
  public static final Setting<Optional<String>> DIAGNOSTICS_LOG =
      Setting.optional(
          "waybill.diagnostics.log",
          "File to which one JSON line is written at each start and end of a diagnostic attempt.");

  public static final Setting<Optional<String>> FILES =
      Setting.optional(
          "waybill.files",
          "Folder for uploaded files, shared by all nodes; unset: `files` in the data folder.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      List.of(
          HTTP_PORT,
          DATA,
          ROLE,
          NODE,
          DB_URL,
          DB_USER,
          DB_PASSWORD,
          DB_START_WAIT,
          DB_PORT,
          JmsSettings.BROKER_URL,
          JmsSettings.BROKER_USER,
          JmsSettings.BROKER_PASSWORD,
          JmsSettings.BROKER_PORT,
          JmsSettings.AMQP_PORT,
          JmsSettings.STOMP_PORT,
          JmsSettings.INGRESS_TENANT,
          JmsSettings.INGRESS_USER,
          JmsSettings.INGRESS_BROKER_USER,
          JmsSettings.REPLY_DESTINATIONS,
          HANDLERS,
          JAVA_OPTIONS,
          QUEUE_CONCURRENCY,
          TASK_TIMEOUT,
          TASK_MAX_ATTEMPTS,
          TASK_BACKOFF,
          TASK_BACKOFF_LIMIT,
          TASK_CRASH_LIMIT,
          INPUT_LIMIT,
          OUTPUT_LIMIT,
          TOKEN_CACHE,
          WORKER_LEASE,
          PRIORITY_HEAD_START,
          QUEUE_WAITING,
          QUEUE_TENANT_SHARE,
          LimitSettings.USER_SHARE,
          LimitSettings.CHILDREN,
          LimitSettings.DEPTH,
          LimitSettings.USER_DELAYED,
          LimitSettings.TENANT_DELAYED,
          LimitSettings.USER_PER_HOUR,
          LimitSettings.TENANT_PER_HOUR,
          LimitSettings.USER_WEBHOOKS,
          LimitSettings.TENANT_WEBHOOKS,
          LimitSettings.USER_SCHEDULES,
          LimitSettings.TENANT_SCHEDULES,
          LimitSettings.USER_DOCUMENTS,
          LimitSettings.TENANT_DOCUMENTS,
          LimitSettings.USER_MEGABYTES,
          LimitSettings.TENANT_MEGABYTES,
          LimitSettings.USER_CAMERAS,
          LimitSettings.TENANT_CAMERAS,
          LimitSettings.USER_TOKENS,
          LimitSettings.TENANT_TOKENS,
          LimitSettings.USER_MAILS,
          RETENTION,
          TYPE_RETENTION,
          DEAD_LETTER_RETENTION,
          RETENTION_SWEEP,
          DIAGNOSTICS,
          DIAGNOSTICS_LOG,
          FILES,
          A2aSettings.PUBLIC_URL,
          A2aSettings.LONGEST_WAIT,
          A2aSettings.HOLD,
          A2aSettings.REMOTE_AGENTS,
          McpSettings.LONGEST_WAIT,
          McpSettings.SERVERS,
          ResponsesSettings.LONGEST_WAIT,
          OutboundSettings.ALLOW,
          OutboundSettings.CONNECT,
          NotifySettings.WEBHOOK_GAPS,
          NotifySettings.WEBHOOK_TIMEOUT,
          NotifySettings.WEBHOOK_RETENTION,
          NotifySettings.NOTIFICATION_DURATION,
          NotifySettings.NOTIFICATION_RETENTION,
          NotifySettings.SMTP_HOST,
          NotifySettings.SMTP_PORT,
          NotifySettings.SMTP_SECURITY,
          NotifySettings.SMTP_USER,
          NotifySettings.SMTP_PASSWORD,
          NotifySettings.SMTP_FROM,
          DocumentSettings.MEGABYTES,
          DocumentSettings.PAGES,
          DocumentSettings.CHARACTERS,
          DocumentSettings.PAGE_CHARACTERS,
          DocumentSettings.PAGE_MEGABYTES,
          DocumentSettings.PAGE_TIME,
          DocumentSettings.READ_TIME,
          DocumentSettings.READER_MEGABYTES,
          DocumentSettings.TIME,
          DocumentSettings.ANALYSIS_PAGES,
          DocumentSettings.CACHE,
          OcrSettings.COMMAND,
          OcrSettings.URL,
          OcrSettings.LANGUAGES,
          OcrSettings.PAGE_TIME,
          DocumentSettings.IMAGES,
          CameraSettings.FRAMES,
          CameraSettings.RETENTION,
          CameraSettings.FETCH_TIME,
          CameraSettings.MODEL,
          RequestSettings.QUEUE_TYPE,
          PipelineSettings.JOB_QUEUE,
          PipelineSettings.PIPELINES,
          PipelineSettings.FETCH_MEGABYTES,
          PipelineSettings.FETCH_TIME,
          PipelineSettings.TIMEOUT,
          MediaSettings.FFMPEG,
          MediaSettings.FFPROBE,
          MediaSettings.MEGABYTES,
          MediaSettings.TIME,
          MediaSettings.LENGTH,
          MediaSettings.DOWNLOADER,
          MediaSettings.DOWNLOADER_HOSTS,
          TranscriberSettings.URL,
          TranscriberSettings.MODEL,
          TranscriberSettings.KEY,
          TranscriberSettings.MAX_SECONDS,
          TranscriberSettings.MAX_MEGABYTES,
          TranscriberSettings.TIME,
          DriveSettings.TARGET,
          DriveSettings.LINK_TIME,
          DriveSettings.S3_ENDPOINT,
          DriveSettings.S3_REGION,
          DriveSettings.S3_BUCKET,
          DriveSettings.S3_KEY,
          DriveSettings.S3_SECRET,
          DriveSettings.WEBDAV_URL,
          DriveSettings.WEBDAV_USER,
          DriveSettings.WEBDAV_PASSWORD,
          AgentSettings.FOLDER,
          TraceSettings.URL,
          TraceSettings.HEADERS,
          TraceSettings.CONTENTS,
          ModelSettings.FILE,
          ModelSettings.USAGE_RETENTION,
          ModelSettings.CALLS,
          ModelSettings.CALLS_RETENTION,
          ModelSettings.USER_BUDGET,
          ModelSettings.TENANT_BUDGET,
          ToolSettings.EXEMPT,
          ToolSettings.APPROVAL_TIME,
          ToolSettings.CLIENT_TIME,
          ToolSettings.MAIL_DOMAINS,
          ToolSettings.STOCK_URL,
          ToolSettings.STOCK_PRICE,
          ToolSettings.STOCK_CURRENCY,
          ToolSettings.STOCK_TIME,
          AccountSettings.PROVIDERS,
          SecretSettings.KEYS,
          SecretSettings.KEYS_FILE,
          VoiceSettings.TIMEOUT,
          VoiceSettings.RETRIES,
          VoiceSettings.BACKOFF,
          BoardSettings.SNAPSHOT_AGE,
          BoardSettings.MAIL_DOMAINS,
          AccessSettings.ANONYMOUS,
          AccessSettings.CORS_ORIGINS,
          StreamSettings.STREAMS_PER_USER,
          StreamSettings.STREAMS_PER_NODE,
          StreamSettings.SOCKETS_PER_USER,
          StreamSettings.SOCKETS_PER_NODE,
          AccessSettings.METRICS_READERS,
          AccessSettings.BODY_TIME,
          AccessSettings.UPLOAD_TIME,
          ModelSettings.URL,
          ModelSettings.MODEL,
          ModelSettings.KEY,
          ModelSettings.SILENCE);

  private KnownSettings() {}
}
