package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.waybill.api.Problem;
import org.waybill.pipeline.JobId;
import org.waybill.pipeline.JobLinks;
import org.waybill.pipeline.Jobs;
import org.waybill.pipeline.ResultFile;

/** Finds the job that a signed address is of. */
@ApplicationScoped
class SignedFiles {

  @Inject private Jobs jobs;
  @Inject private JobLinks links;

  /**
   * The task of the job.
   *
   * @throws Problem 403 if the address was not made here, 410 if its time is over
   */
  UUID find(String id, ResultFile file, String expires, String signature) {
    List<UUID> tasks = JobId.read(id).map(jobs::find).orElse(List.of());
    for (UUID task : tasks) {
      JobLinks.Use use = links.check(task, file.path(), expires, signature);
      if (use == JobLinks.Use.OPEN) {
        return task;
      }
      if (use == JobLinks.Use.OVER) {
        throw gone();
      }
    }
    throw new Problem(
        403,
        "Forbidden",
        "The signature of this address is not valid, or its job has been deleted.",
        "signature");
  }

  static Problem gone() {
    return new Problem(410, "Gone", "This address has expired, or its file was deleted.", null);
  }
}
