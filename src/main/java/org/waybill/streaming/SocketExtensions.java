package org.waybill.streaming;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;

/** All {@link SocketExtension}s of the application. */
@ApplicationScoped
public class SocketExtensions {

  @Inject @Any private Instance<SocketExtension> beans;

  private List<SocketExtension> extensions = List.of();

  @PostConstruct
  void find() {
    List<SocketExtension> found = new ArrayList<>();
    beans.forEach(found::add);
    extensions = List.copyOf(found);
  }

  void opened(SocketClient client, Map<String, List<String>> parameters) {
    extensions.forEach(each -> each.opened(client, parameters));
  }

  void closed(SocketClient client) {
    extensions.forEach(each -> each.closed(client));
  }

  boolean handle(SocketClient client, String action, SocketRequest frame) {
    return extensions.stream().anyMatch(each -> each.handle(client, action, frame));
  }

  boolean want(TaskRef task) {
    return extensions.stream().anyMatch(each -> each.wants(task));
  }

  void publish(SocketClient client, TaskEvent event) {
    extensions.stream()
        .filter(each -> each.wants(event.task()))
        .forEach(each -> each.publish(client, event));
  }

  /** Called once a second. */
  public void tick() {
    extensions.forEach(SocketExtension::tick);
  }
}
