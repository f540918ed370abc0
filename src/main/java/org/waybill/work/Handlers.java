package org.waybill.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.waybill.handler.TaskHandler;
import org.waybill.type.TaskTypes;

/** Finds the handler of a type. */
@ApplicationScoped
public class Handlers {

  @Inject private TaskTypes types;

  Optional<TaskHandler<?, ?>> of(String type) {
    return types.handlerOf(type);
  }

  /** The types that this node can run. */
  public Set<String> types() {
    return new TreeSet<>(types.handled());
  }
}
