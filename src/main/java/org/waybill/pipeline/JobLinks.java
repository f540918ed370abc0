package org.waybill.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.waybill.config.A2aSettings;
import org.waybill.config.DriveSettings;
import org.waybill.config.Settings;
import org.waybill.secret.AddressSigner;
import org.waybill.sql.DatabaseTime;

/** Addresses of jobs' files that open without a token for a time. */
@ApplicationScoped
public class JobLinks {

  /** The member of a job's input that says where the caller has reached this server. */
  public static final String BASE = "link_base";

  @Inject private AddressSigner signer;
  @Inject private DatabaseTime time;
  @Inject private Settings settings;

  /** When addresses that are made now will no longer open. */
  public Instant expiry() {
    long seconds = time.now().plus(settings.get(DriveSettings.LINK_TIME)).getEpochSecond();
    return Instant.ofEpochSecond(seconds);
  }

  /**
   * The address of a file. It is absolute if the settings or the job say where this server is.
   *
   * @param path of the file below the job
   */
  public String link(PipelineRun job, String path, Instant expiry) {
    UUID task = job.context().taskId();
    long until = expiry.getEpochSecond();
    return settings.get(A2aSettings.PUBLIC_URL).or(() -> job.asked(BASE)).orElse("")
        + "/pipeline/jobs/"
        + JobId.of(task)
        + path
        + "?expires="
        + until
        + "&signature="
        + signer.sign(what(task, path), until);
  }

  /** What a signed address may be used for. */
  public enum Use {
    OPEN,
    OVER,
    FORGED
  }

  /**
   * Whether this address may be used.
   *
   * @param expires and signature as they came
   */
  public Use check(UUID task, String path, String expires, String signature) {
    Optional<Long> until =
        Optional.ofNullable(expires).filter(text -> text.matches("\\d{1,12}")).map(Long::valueOf);
    if (until.isEmpty() || !signer.isSigned(what(task, path), until.get(), signature)) {
      return Use.FORGED;
    }
    return time.now().isBefore(Instant.ofEpochSecond(until.get())) ? Use.OPEN : Use.OVER;
  }

  private static String what(UUID task, String path) {
    return task + path;
  }
}
