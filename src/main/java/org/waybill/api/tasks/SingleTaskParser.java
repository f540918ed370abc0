package org.waybill.api.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskParser;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;

/** Reads one task for interfaces that wrap it in another envelope. */
@ApplicationScoped
class SingleTaskParser implements TaskParser {

  @Inject private TaskRequest requests;
  @Inject private DependencyParser dependencyParser;

  @Override
  public NewTaskBuilder builder(RequestBody body, Caller caller) {
    ParsedTask parsedTask = requests.read(body, caller);
    dependencyParser.tie(List.of(parsedTask), Map.of(), caller);
    return parsedTask.builder();
  }
}
