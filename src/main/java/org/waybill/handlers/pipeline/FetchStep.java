package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.waybill.config.PipelineKnobs;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.outbound.Fetched;
import org.waybill.outbound.Limits;
import org.waybill.outbound.Outbound;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.RetryAfter;
import org.waybill.outbound.TooMuch;
import org.waybill.pipeline.JobFiles;
import org.waybill.pipeline.JobFiles.JobFile;
import org.waybill.pipeline.NotNow;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;

/** Gets what {@code url} names; only public addresses, unless operators allow more. */
@ApplicationScoped
class FetchStep implements PipelineStep {

  private static final Map<String, String> HEADERS =
      Map.of(
          "Accept",
          "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown, text/vtt,"
              + " application/x-subrip, */*;q=0.1");

  private final Clock clock = Clock.systemUTC();

  @Inject private Outbound outbound;
  @Inject private JobFiles files;
  @Inject private Settings settings;

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    String url = job.asked("url").orElseThrow(() -> new PipelineFailure("the input has no url"));
    job.progress(0, "Fetching " + url);
    Fetched fetched = fetch(url);
    Content content = Content.of(fetched);
    if (content.bytes().length == 0) {
      throw new PipelineFailure(fetched.uri() + " is empty");
    }
    JobFile file =
        files.keep(
            job.context().taskId(),
            "source",
            content.name(),
            content.mediaType(),
            new ByteArrayInputStream(content.bytes()),
            Long.MAX_VALUE);
    return Json.object()
        .add("file", file.key())
        .add("name", file.name())
        .add("mediaType", file.mediaType())
        .add("source", fetched.uri().toString())
        .build();
  }

  private Fetched fetch(String url) throws Exception {
    try {
      URI uri = outbound.check("url", url);
      return checked(outbound.get(uri, HEADERS, limits()));
    } catch (RefusedAddress | TooMuch e) {
      throw new PipelineFailure(e.getMessage(), e);
    }
  }

  private Limits limits() {
    return new Limits(
        settings.get(PipelineKnobs.FETCH_TIME),
        settings.get(PipelineKnobs.FETCH_MEGABYTES) * 1_000_000L);
  }

  private Fetched checked(Fetched fetched) throws Exception {
    if (fetched.isSuccess()) {
      return fetched;
    }
    int status = fetched.status();
    String said = fetched.uri() + " answered " + status;
    if (status == 429 || status == 503) {
      throw new NotNow(said, RetryAfter.of(fetched.header("Retry-After"), clock).orElse(null));
    }
    if (status >= 500 || status == 408) {
      throw new IOException(said);
    }
    throw new PipelineFailure(said);
  }
}
