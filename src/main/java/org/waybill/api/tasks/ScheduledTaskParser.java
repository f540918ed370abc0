package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.schedule.OwnerGone;
import org.waybill.schedule.TaskTemplateParser;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;
import org.waybill.security.OwnerRights;
import org.waybill.task.NewTaskBuilder;

/** Parses the task of a schedule like a submitted one. */
@ApplicationScoped
public class ScheduledTaskParser implements TaskTemplateParser {

  /** What makes sense once, not again and again. */
  private static final List<String> ONCE =
      List.of("notBefore", "startBy", "dependsOn", "uniqueFor");

  @Inject private TaskRequest requests;
  @Inject private OwnerRights ownerRights;

  /**
   * @throws Problem that names the field, {@code task.} before it
   */
  @Override
  public NewTaskBuilder read(String template, String tenant, String userId) {
    RequestBody body =
        RequestBody.read(new ByteArrayInputStream(template.getBytes(StandardCharsets.UTF_8)));
    try {
      for (String field : ONCE) {
        if (body.value(field) != null) {
          throw RequestBody.wrong(field, "is not allowed here", "any other task field");
        }
      }
      CallerRole role =
          ownerRights
              .of(tenant, userId)
              .orElseThrow(() -> new OwnerGone("its owner no longer has a valid API token"));
      return requests.builder(body, new Caller(tenant, userId, role));
    } catch (Problem e) {
      throw e.in("task.");
    }
  }
}
