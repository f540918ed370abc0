package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.waybill.files.FileStore;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;

/** The text that a job works on, whichever step has made it. */
@ApplicationScoped
class JobText {

  /** What a result shows of it; the artifact has all of it. */
  private static final int LONGEST_SHOWN = 500_000;

  @Inject private FileStore store;

  String of(PipelineRun job) throws IOException, PipelineFailure {
    try (InputStream file = store.open(job.needed("textFile"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As much of it as a result shows. */
  static String shown(CharSequence text) {
    return text.length() <= LONGEST_SHOWN
        ? text.toString()
        : text.subSequence(0, LONGEST_SHOWN) + "…";
  }
}
