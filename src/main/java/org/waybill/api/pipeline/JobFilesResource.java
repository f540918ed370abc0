package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.util.UUID;
import org.waybill.api.Problem;
import org.waybill.files.FileStore;
import org.waybill.pipeline.JobFiles;
import org.waybill.pipeline.ResultFile;
import org.waybill.security.Caller;

/**
 * The files that a job has made; also while the job queue is off, for runs. They open with a token,
 * or without by a signed address.
 */
@Path("/pipeline/jobs/{job_id}/artifact")
@ApplicationScoped
@Produces(MediaType.WILDCARD)
public class JobFilesResource {

  @Inject private OwnJobs own;
  @Inject private SignedFiles signed;
  @Inject private JobFiles jobFiles;
  @Inject private FileStore store;

  @GET
  public Response report(
      @Context SecurityContext security,
      @PathParam("job_id") String id,
      @QueryParam("expires") String expires,
      @QueryParam("signature") String signature)
      throws IOException {
    return answer(security, id, ResultFile.REPORT, expires, signature);
  }

  @GET
  @Path("/{name}")
  public Response named(
      @Context SecurityContext security,
      @PathParam("job_id") String id,
      @PathParam("name") String name,
      @QueryParam("expires") String expires,
      @QueryParam("signature") String signature)
      throws IOException {
    ResultFile file =
        ResultFile.named(name).orElseThrow(() -> Problem.notFound("file " + name + " of a job"));
    return answer(security, id, file, expires, signature);
  }

  private Response answer(
      SecurityContext security, String id, ResultFile file, String expires, String signature)
      throws IOException {
    UUID task =
        signature == null
            ? own.find(id, Caller.of(security)).id()
            : signed.find(id, file, expires, signature);
    JobFiles.JobFile found =
        jobFiles
            .find(task, file.kind())
            .orElseThrow(
                () ->
                    signature == null
                        ? Problem.notFound("artifact of job " + id)
                        : SignedFiles.gone());
    return Response.ok(store.open(found.key()))
        .type(found.mediaType())
        .header(HttpHeaders.CONTENT_LENGTH, found.bytes())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + found.name() + "\"")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }
}
