package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.waybill.config.PipelineSettings;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.outbound.CallLimits;
import org.waybill.outbound.GetResult;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.ResponseTooLarge;
import org.waybill.outbound.RetryAfter;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.pipeline.JobFiles;
import org.waybill.pipeline.JobFiles.JobFile;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.PipelineStep;
import org.waybill.pipeline.RetryLater;

/** Gets what {@code url} names; only public addresses, unless operators allow more. */
@ApplicationScoped
class FetchStep implements PipelineStep {

  private static final Map<String, String> HEADERS =
      Map.of(
          "Accept",
          "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown, text/vtt,"
              + " application/x-subrip, */*;q=0.1");

  @Inject private SafeHttpClient outbound;
  @Inject private JobFiles files;
  @Inject private Settings settings;
  @Inject private Clock clock;

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public JsonObject run(PipelineRun job) throws Exception {
    String url = job.asked("url").orElseThrow(() -> new PipelineFailure("the input has no url"));
    job.progress(0, "Fetching " + url);
    GetResult response = fetch(url);
    FetchedContent fetchedContent = FetchedContent.of(response);
    if (fetchedContent.bytes().length == 0) {
      throw new PipelineFailure(response.uri() + " is empty");
    }
    JobFile file =
        files.keep(
            job.context().taskId(),
            "source",
            fetchedContent.name(),
            fetchedContent.mediaType(),
            new ByteArrayInputStream(fetchedContent.bytes()),
            Long.MAX_VALUE);
    return Json.object()
        .add("file", file.key())
        .add("name", file.name())
        .add("mediaType", file.mediaType())
        .add("source", response.uri().toString())
        .build();
  }

  private GetResult fetch(String url) throws Exception {
    try {
      URI uri = outbound.check("url", url);
      return checked(outbound.get(uri, HEADERS, limits()));
    } catch (RefusedAddress | ResponseTooLarge e) {
      throw new PipelineFailure(e.getMessage(), e);
    }
  }

  private CallLimits limits() {
    return new CallLimits(
        settings.get(PipelineSettings.FETCH_TIME),
        settings.get(PipelineSettings.FETCH_MEGABYTES) * 1_000_000L);
  }

  private GetResult checked(GetResult response) throws Exception {
    if (response.isSuccess()) {
      return response;
    }
    int status = response.status();
    String answer = response.uri() + " answered " + status;
    if (status == 429 || status == 503) {
      throw new RetryLater(
          answer, RetryAfter.of(response.header("Retry-After"), clock).orElse(null));
    }
    if (status >= 500 || status == 408) {
      throw new IOException(answer);
    }
    throw new PipelineFailure(answer);
  }
}
