package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.waybill.api.MultipartPart;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.config.MediaSettings;
import org.waybill.config.Settings;
import org.waybill.document.DocumentFormat;
import org.waybill.files.FileTooLarge;
import org.waybill.json.Json;
import org.waybill.media.MediaKind;
import org.waybill.pipeline.JobFiles;
import org.waybill.task.Task;
import org.waybill.task.UuidV7;

/** Takes jobs whose file comes with them: the file first, then its job. */
@ApplicationScoped
class JobUpload {

  private static final String FILE = "file";
  private static final int LONGEST_NAME = 200;
  private static final long MEGABYTE = 1_000_000;

  @Inject private JobSubmission submission;
  @Inject private JobFiles files;
  @Inject private Settings settings;

  CompletionStage<Task> take(JobCall call, InputStream given) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    MultipartPart part =
        MultipartPart.find(
            FILE, call.headers().getHeaderString(HttpHeaders.CONTENT_TYPE), given, fields::put);
    RequestBody body = RequestBody.of(json(fields), "body");
    for (String other : List.of("url", "document_id")) {
      if (body.value(other) != null) {
        throw RequestBody.wrong(other, "is given besides a file", "one of them");
      }
    }
    UUID task = UuidV7.next();
    try {
      JsonObject file = store(task, part);
      return submission
          .takeUploaded(call, body, file, task)
          .whenComplete((taken, failure) -> settle(task, taken));
    } catch (IOException | RuntimeException e) {
      files.discard(task);
      throw e;
    }
  }

  /** The file is the job's, or nobody's: its call was refused, or repeated an earlier one. */
  private void settle(UUID task, Task taken) {
    if (taken != null && taken.id().equals(task)) {
      files.release(task);
    } else {
      files.discard(task);
    }
  }

  private JsonObject store(UUID task, MultipartPart part) throws IOException {
    String name = name(part.fileName());
    String type = type(part.type(), name);
    long most = settings.get(MediaSettings.MEGABYTES) * MEGABYTE;
    try {
      JobFiles.Held held = files.hold(task, JobFiles.UPLOAD, name, type, part.content(), most);
      part.skipRest();
      if (held.file().bytes() == 0) {
        throw Problem.badRequest(FILE, "The file is empty.");
      }
      return Json.object().add("name", name).add("sha256", held.sha256()).build();
    } catch (FileTooLarge e) {
      throw Problem.tooLarge("A file may have at most " + most / MEGABYTE + " MB.");
    } catch (EOFException e) {
      throw Problem.badRequest(FILE, "The multipart body is incomplete.");
    }
  }

  private static String type(String declared, String name) {
    Optional<String> media = MediaKind.typeOf(declared, name).filter(MediaKind::isRecording);
    return media
        .or(() -> DocumentFormat.ofName(name).map(DocumentFormat::mediaType))
        .or(() -> DocumentFormat.ofMediaType(declared).map(DocumentFormat::mediaType))
        .orElseThrow(
            () ->
                new Problem(
                    415,
                    "Unsupported media type",
                    "Only audio, video, " + DocumentFormat.names() + " can be read.",
                    FILE));
  }

  /** The last part of a path, since some browsers send all of it; for display only. */
  private static String name(String fileName) {
    String last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    String name = last.replaceAll("[\\p{C}\"\\[\\]]", "").strip();
    return name.isEmpty() ? "upload" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  /** A form has texts only. */
  private static JsonObject json(Map<String, String> fields) {
    JsonObjectBuilder json = Json.object();
    fields.forEach(
        (name, text) -> {
          if (name.equals("priority") && text.matches("-?\\d{1,9}")) {
            json.add(name, Integer.parseInt(text));
          } else if (name.equals(JobRequest.DEPENDS_ON)) {
            json.add(name, Json.array(List.of(text.split("\\s*,\\s*"))));
          } else {
            json.add(name, text);
          }
        });
    return json.build();
  }
}
