package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.waybill.api.Problem;
import org.waybill.board.Snapshots;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;

/** {@code /api/delete-snapshot}. */
@Path("/delete-snapshot")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SnapshotResource {

  @Inject private BoardTasks own;
  @Inject private Snapshots snapshots;
  @Inject private TaskCommands taskCommands;
  @Inject private AudioEvents sounds;

  /** Removes a finished job with its snapshot. */
  @DELETE
  @Path("/{id}")
  public String delete(@Context SecurityContext security, @PathParam("id") String id) {
    Task job = own.find(id, Caller.of(security));
    if (!taskCommands.delete(job.id())) {
      throw Problem.conflict(
          "Only a finished job can be deleted; this one is " + job.status().label() + ".");
    }
    boolean kept = snapshots.remove(job.id());
    sounds.removed(job);
    return new JsonObjectWriter(new StringBuilder())
        .flag("success", true)
        .text("id", job.id())
        .text("status", "deleted")
        .flag("snapshot", kept)
        .end()
        .toString();
  }
}
