package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskReading;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;

/** Reads one task for doors that have another envelope around it. */
@ApplicationScoped
class SingleTask implements TaskReading {

  @Inject private TaskRequest requests;
  @Inject private Dependencies dependencies;

  @Override
  public NewTaskBuilder builder(RequestBody body, Caller caller) {
    Wanted wanted = requests.read(body, caller);
    dependencies.tie(List.of(wanted), Map.of(), caller);
    return wanted.builder();
  }
}
