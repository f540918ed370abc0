package org.waybill.handlers.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.waybill.config.MediaSettings;
import org.waybill.config.PipelineSettings;
import org.waybill.config.Settings;
import org.waybill.media.Ffmpeg;
import org.waybill.media.MediaKind;
import org.waybill.media.SiteDownloader;
import org.waybill.media.StreamDownload;
import org.waybill.media.UnusableMedia;
import org.waybill.media.WorkFolder;
import org.waybill.outbound.Download;
import org.waybill.outbound.Downloads;
import org.waybill.outbound.GetResult;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.ResponseTooLarge;
import org.waybill.outbound.RetryAfter;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.pipeline.PipelineFailure;
import org.waybill.pipeline.PipelineRun;
import org.waybill.pipeline.RetryLater;

/** Gets what a URL names; only public addresses, unless operators allow more. */
@ApplicationScoped
class UrlSource {

  private static final long MEGABYTE = 1_000_000;
  private static final String QUALITY = "quality";
  private static final Map<String, String> HEADERS =
      Map.of(
          "Accept",
          "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown, text/vtt,"
              + " application/x-subrip, */*;q=0.1");

  @Inject private SafeHttpClient outbound;
  @Inject private Downloads downloads;
  @Inject private StreamDownload streams;
  @Inject private SiteDownloader sites;
  @Inject private SourceFile sources;
  @Inject private Settings settings;
  @Inject private Clock clock;

  JsonObject fetch(PipelineRun job, String url) throws Exception {
    job.progress(0, "Fetching " + url);
    try {
      URI uri = outbound.check("url", url);
      if (sites.isFor(uri)) {
        return fromSite(job, uri);
      }
      Duration time = settings.get(PipelineSettings.FETCH_TIME);
      try (Download download = downloads.open(uri, HEADERS, time)) {
        check(download);
        return fetch(job, download);
      }
    } catch (RefusedAddress e) {
      throw new PipelineFailure(e.getMessage(), e);
    }
  }

  private JsonObject fetch(PipelineRun job, Download download) throws Exception {
    String declared = FetchedContent.type(download.header("Content-Type").orElse(""));
    Optional<String> type = MediaKind.typeOf(declared, FetchedContent.name(download.uri()));
    if (type.isEmpty()) {
      return document(job, download);
    }
    MediaKind kind = MediaKind.ofMediaType(type.get()).orElseThrow();
    if (kind != MediaKind.RECORDING) {
      return stream(job, kind, download);
    }
    return recording(job, type.get(), download);
  }

  private JsonObject document(PipelineRun job, Download download) throws Exception {
    byte[] body = read(download, settings.get(PipelineSettings.FETCH_MEGABYTES) * MEGABYTE, job);
    String type = download.header("Content-Type").orElse(null);
    FetchedContent content =
        FetchedContent.of(
            new GetResult(
                download.uri(),
                download.status(),
                type == null ? Map.of() : Map.of("content-type", type),
                body));
    return sources
        .keep(
            job,
            content.name(),
            content.mediaType(),
            download.uri().toString(),
            new ByteArrayInputStream(content.bytes()),
            Long.MAX_VALUE)
        .build();
  }

  private JsonObject recording(PipelineRun job, String type, Download download) throws Exception {
    download.allow(settings.get(MediaSettings.TIME));
    long most = settings.get(MediaSettings.MEGABYTES) * MEGABYTE;
    try {
      InputStream body = new ReportedStream(download.body(most), download.length(), job);
      String origin = download.uri().toString();
      return sources
          .keep(job, FetchedContent.name(download.uri()), type, origin, body, most)
          .build();
    } catch (ResponseTooLarge e) {
      throw new UnusableMedia(
          UnusableMedia.TOO_LARGE, "it is larger than " + most / MEGABYTE + " MB");
    }
  }

  private JsonObject stream(PipelineRun job, MediaKind kind, Download download) throws Exception {
    String text =
        new String(read(download, StreamDownload.LONGEST_MANIFEST, job), StandardCharsets.UTF_8);
    var manifest = new StreamDownload.Manifest(kind, download.uri(), text);
    try (WorkFolder folder = WorkFolder.create()) {
      StreamDownload.Stream stream =
          streams.fetch(
              manifest,
              job.asked(QUALITY),
              work(job, folder),
              percent -> job.progress(percent, "Fetching the stream"));
      return kept(job, download.uri(), stream.file(), stream.mediaType())
          .add(QUALITY, stream.quality())
          .build();
    }
  }

  private JsonObject fromSite(PipelineRun job, URI uri) throws Exception {
    try (WorkFolder folder = WorkFolder.create()) {
      Path file = sites.download(uri, job.asked(QUALITY), work(job, folder));
      String type = MediaKind.typeOfName(file.getFileName().toString()).orElse("video/mp4");
      return kept(job, uri, file, type).build();
    }
  }

  private static Ffmpeg.Work work(PipelineRun job, WorkFolder folder) {
    return new Ffmpeg.Work(folder, job.context()::isCancelled);
  }

  private JsonObjectBuilder kept(PipelineRun job, URI uri, Path file, String type)
      throws IOException, UnusableMedia {
    long most = 2 * settings.get(MediaSettings.MEGABYTES) * MEGABYTE;
    return sources.keep(job, FetchedContent.name(uri), type, uri.toString(), file, most);
  }

  private static byte[] read(Download download, long most, PipelineRun job)
      throws IOException, PipelineFailure {
    try (InputStream body = new ReportedStream(download.body(most), download.length(), job)) {
      byte[] bytes = body.readAllBytes();
      if (bytes.length == 0) {
        throw new PipelineFailure(download.uri() + " is empty");
      }
      return bytes;
    } catch (ResponseTooLarge e) {
      throw new PipelineFailure(e.getMessage(), e);
    }
  }

  private void check(Download download) throws Exception {
    if (download.isSuccess()) {
      return;
    }
    int status = download.status();
    String answer = download.uri() + " answered " + status;
    if (status == 429 || status == 503) {
      throw new RetryLater(
          answer, RetryAfter.of(download.header("Retry-After"), clock).orElse(null));
    }
    if (status >= 500 || status == 408) {
      throw new IOException(answer);
    }
    throw new PipelineFailure(answer);
  }
}
