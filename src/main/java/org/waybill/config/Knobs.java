package org.waybill.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting of Waybill, in the order in which the README lists them. */
public final class Knobs {

  public static final Knob<Integer> HTTP_PORT =
      Knob.number("waybill.http.port", 8080, 1, 65_535, "HTTP port of the embedded server.");
  public static final Knob<String> DATA =
      Knob.text(
          "waybill.data",
          "./data",
          "Folder of the embedded database, the broker's journal, files and `operator-token`.");
  public static final Knob<Role> ROLE =
      Knob.choice(
          "waybill.role",
          Role.ALL,
          Role.class,
          "What this process does: take calls, run tasks, or both.");
  public static final Knob<Optional<String>> NODE =
      Knob.optional("waybill.node", "Name of this process; unset: host name and process id.");

  public static final Knob<Optional<String>> DB_URL =
      Knob.optional("waybill.db.url", "JDBC URL of PostgreSQL; unset: the embedded one.");
  public static final Knob<String> DB_USER =
      Knob.text("waybill.db.user", "waybill", "Database user.");
  public static final Knob<Optional<String>> DB_PASSWORD =
      Knob.optional(
          "waybill.db.password", "Database password; unset: the one kept in the data folder.");
  public static final Knob<Duration> DB_START_WAIT =
      Knob.duration(
          "waybill.db.start-wait",
          "60s",
          "0s",
          "1h",
          "How long a start waits for a database that does not accept connections yet.");
  public static final Knob<Integer> DB_PORT =
      Knob.number(
          "waybill.db.port", 15_432, 1, 65_535, "Loopback port of the embedded PostgreSQL.");

  public static final Knob<Optional<String>> BROKER_URL =
      Knob.optional(
          "waybill.broker.url",
          "Artemis URL, such as tcp://host:61616; unset: the embedded broker.");
  public static final Knob<String> BROKER_USER =
      Knob.text("waybill.broker.user", "waybill", "Broker user.");
  public static final Knob<Optional<String>> BROKER_PASSWORD =
      Knob.optional(
          "waybill.broker.password", "Broker password; unset: the one kept in the data folder.");
  public static final Knob<Integer> BROKER_PORT =
      Knob.number(
          "waybill.broker.port", 15_616, 1, 65_535, "Loopback port of the embedded broker.");

  public static final Knob<Optional<Integer>> AMQP_PORT =
      Knob.optionalPort(
          "waybill.amqp.port", "Loopback port of the embedded broker for AMQP 1.0; unset: none.");
  public static final Knob<Optional<Integer>> STOMP_PORT =
      Knob.optionalPort(
          "waybill.stomp.port", "Loopback port of the embedded broker for STOMP; unset: none.");
  public static final Knob<String> INGRESS_TENANT =
      Knob.owner(
          "waybill.ingress.tenant",
          "default",
          "Tenant of the tasks that come by JMS, by queue `waybill.submit`.");
  public static final Knob<String> INGRESS_USER =
      Knob.owner("waybill.ingress.user", "jms", "User of the tasks that come by JMS.");
  public static final Knob<Boolean> INGRESS_BROKER_USER =
      Knob.flag(
          "waybill.ingress.broker-user",
          false,
          "Take the broker's user who sent a message instead; only for a broker with"
              + " `populate-validated-user`, others let senders choose.");
  public static final Knob<String> REPLY_DESTINATIONS =
      Knob.text(
          "waybill.reply.destinations",
          "waybill.reply.*, temporary",
          "Where replies to JMS requests may go: names, in which * stands for any characters, and"
              + " `temporary` for queues that a client has made for itself.");

  public static final Knob<Optional<String>> HANDLERS =
      Knob.optional(
          "waybill.handlers",
          "Folder of jars with task handlers of one's own, which the embedded server adds to the"
              + " application; unset: none.");
  public static final Knob<String> JAVA_OPTIONS =
      Knob.text(
          "waybill.java.options",
          "-Xmx512m",
          "Options of the JVM that the embedded server runs in.");

  /** Stands for the setting of every queue. */
  public static final Knob<Optional<Integer>> QUEUE_CONCURRENCY = Knob.concurrency("<name>");

  public static final Knob<Duration> TASK_TIMEOUT =
      Knob.duration(
          "waybill.task.timeout", "5m", "100ms", "7d", "Time-out of one attempt, if not given.");
  public static final Knob<Integer> TASK_MAX_ATTEMPTS =
      Knob.number("waybill.task.max-attempts", 4, 1, 100, "Attempts of a task, if not given.");
  public static final Knob<Duration> TASK_BACKOFF =
      Knob.duration(
          "waybill.task.backoff",
          "1s",
          "1ms",
          "1d",
          "Gap before the second attempt; doubled for each further one, with jitter.");
  public static final Knob<Duration> TASK_BACKOFF_LIMIT =
      Knob.duration("waybill.task.backoff-limit", "10m", "1ms", "7d", "Longest such gap.");

  public static final Knob<Integer> TASK_CRASH_LIMIT =
      Knob.number(
          "waybill.task.crash-limit",
          3,
          1,
          100,
          "Attempts that may end the worker process before the task is given up.");
  public static final Knob<Integer> INPUT_LIMIT =
      Knob.number(
          "waybill.input.limit",
          1_048_576,
          1_024,
          67_108_864,
          "Largest JSON request body, in bytes.");
  public static final Knob<Integer> OUTPUT_LIMIT =
      Knob.number(
          "waybill.output.limit",
          8_388_608,
          1_024,
          67_108_864,
          "Largest output of a task, in characters.");
  public static final Knob<Duration> TOKEN_CACHE =
      Knob.duration(
          "waybill.token.cache",
          "15s",
          "0s",
          "1h",
          "How long a valid API token is believed without asking the database again.");
  public static final Knob<Duration> WORKER_LEASE =
      Knob.duration(
          "waybill.worker.lease",
          "6s",
          "1s",
          "10m",
          "Silence after which a frozen or cut-off worker's tasks are taken back.");
  public static final Knob<Duration> PRIORITY_HEAD_START =
      Knob.duration(
          "waybill.priority.head-start",
          "30s",
          "0s",
          "1d",
          "Head start that each step of priority gives a task over others that wait.");

  public static final Knob<Integer> QUEUE_WAITING =
      Knob.number(
          "waybill.queue.waiting",
          10_000,
          1,
          1_000_000_000,
          "Tasks of one queue that may wait; further ones are refused with 503. What waits for its"
              + " time is not counted.");
  public static final Knob<Integer> QUEUE_TENANT_SHARE =
      Knob.number(
          "waybill.queue.tenant-share",
          50,
          1,
          100,
          "Part of them that may be of one tenant when others wait as well, in percent.");

  public static final Knob<Duration> RETENTION =
      Knob.duration(
          "waybill.retention",
          "30d",
          "1s",
          "3650d",
          "How long a task is kept after its end, where its type's setting or its tenant's rule does"
              + " not say otherwise.");

  /** Stands for the setting of every type. */
  public static final Knob<Optional<Duration>> TYPE_RETENTION = Knob.retention("<type>");

  public static final Knob<Optional<Duration>> DEAD_LETTER_RETENTION =
      Knob.optionalDuration(
          "waybill.retention.dead-letters",
          "",
          "1s",
          "3650d",
          "How long a dead letter is kept at least; unset: until it is replayed or cleared.");
  public static final Knob<Duration> RETENTION_SWEEP =
      Knob.duration(
          "waybill.retention.sweep",
          "5m",
          "1s",
          "1d",
          "Rest between two looks for tasks that were kept long enough.");

  public static final Knob<Boolean> DIAGNOSTICS =
      Knob.flag(
          "waybill.diagnostics",
          false,
          "Accept tasks of type `diagnostic` (on in the embedded default).");
  public static final Knob<Optional<String>> DIAGNOSTICS_LOG =
      Knob.optional(
          "waybill.diagnostics.log",
          "File that gets one JSON line at each start and end of a diagnostic attempt.");

  public static final Knob<Optional<String>> FILES =
      Knob.optional(
          "waybill.files",
          "Folder of uploaded files, shared by all nodes; unset: `files` in the data folder.");
  public static final Knob<Optional<String>> LLM_URL =
      Knob.optional(
          "waybill.llm.url",
          "Base URL of an OpenAI-compatible model, such as http://host:11434/v1; unset: the local"
              + " agent, which has no language model.");
  public static final Knob<String> LLM_MODEL =
      Knob.text("waybill.llm.model", "gpt-4o-mini", "Name of the model at that URL.");
  public static final Knob<Optional<String>> LLM_KEY =
      Knob.optional("waybill.llm.key", "API key for that URL.");
  public static final Knob<Duration> LLM_SILENCE =
      Knob.duration(
          "waybill.llm.max-silence",
          "60s",
          "100ms",
          "1h",
          "Longest wait for the model's next piece of an answer.");

  /** All of them. */
  public static final List<Knob<?>> ALL =
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
          BROKER_URL,
          BROKER_USER,
          BROKER_PASSWORD,
          BROKER_PORT,
          AMQP_PORT,
          STOMP_PORT,
          INGRESS_TENANT,
          INGRESS_USER,
          INGRESS_BROKER_USER,
          REPLY_DESTINATIONS,
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
          BoundKnobs.USER_SHARE,
          BoundKnobs.CHILDREN,
          BoundKnobs.DEPTH,
          BoundKnobs.USER_DELAYED,
          BoundKnobs.TENANT_DELAYED,
          BoundKnobs.USER_PER_HOUR,
          BoundKnobs.TENANT_PER_HOUR,
          BoundKnobs.USER_WEBHOOKS,
          BoundKnobs.TENANT_WEBHOOKS,
          BoundKnobs.USER_SCHEDULES,
          BoundKnobs.TENANT_SCHEDULES,
          BoundKnobs.USER_DOCUMENTS,
          BoundKnobs.TENANT_DOCUMENTS,
          BoundKnobs.USER_MEGABYTES,
          BoundKnobs.TENANT_MEGABYTES,
          BoundKnobs.USER_TOKENS,
          BoundKnobs.TENANT_TOKENS,
          BoundKnobs.USER_MAILS,
          RETENTION,
          TYPE_RETENTION,
          DEAD_LETTER_RETENTION,
          RETENTION_SWEEP,
          DIAGNOSTICS,
          DIAGNOSTICS_LOG,
          FILES,
          A2aKnobs.PUBLIC_URL,
          A2aKnobs.LONGEST_WAIT,
          OutboundKnobs.ALLOW,
          OutboundKnobs.CONNECT,
          NotifyKnobs.WEBHOOK_GAPS,
          NotifyKnobs.WEBHOOK_TIMEOUT,
          NotifyKnobs.WEBHOOK_RETENTION,
          NotifyKnobs.NOTIFICATION_DURATION,
          NotifyKnobs.NOTIFICATION_RETENTION,
          NotifyKnobs.SMTP_HOST,
          NotifyKnobs.SMTP_PORT,
          NotifyKnobs.SMTP_SECURITY,
          NotifyKnobs.SMTP_USER,
          NotifyKnobs.SMTP_PASSWORD,
          NotifyKnobs.SMTP_FROM,
          DocumentKnobs.MEGABYTES,
          DocumentKnobs.PAGES,
          DocumentKnobs.CHARACTERS,
          DocumentKnobs.PAGE_CHARACTERS,
          DocumentKnobs.PAGE_MEGABYTES,
          DocumentKnobs.PAGE_TIME,
          DocumentKnobs.READ_TIME,
          DocumentKnobs.READER_MEGABYTES,
          DocumentKnobs.TIME,
          DocumentKnobs.CACHE,
          ExchangeKnobs.QUEUE_TYPE,
          PipelineKnobs.JOB_QUEUE,
          PipelineKnobs.PIPELINES,
          PipelineKnobs.FETCH_MEGABYTES,
          PipelineKnobs.FETCH_TIME,
          PipelineKnobs.TIMEOUT,
          VoiceKnobs.TIMEOUT,
          VoiceKnobs.RETRIES,
          VoiceKnobs.BACKOFF,
          BoardKnobs.SNAPSHOT_AGE,
          BoardKnobs.MAIL_DOMAINS,
          AccessKnobs.ANONYMOUS,
          AccessKnobs.CORS_ORIGINS,
          StreamKnobs.STREAMS_PER_USER,
          StreamKnobs.STREAMS_PER_NODE,
          StreamKnobs.SOCKETS_PER_USER,
          StreamKnobs.SOCKETS_PER_NODE,
          AccessKnobs.METRICS_READERS,
          AccessKnobs.BODY_TIME,
          AccessKnobs.UPLOAD_TIME,
          LLM_URL,
          LLM_MODEL,
          LLM_KEY,
          LLM_SILENCE);

  private Knobs() {}
}
