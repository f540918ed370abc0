package org.waybill.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.task.GivenTask.aQueuedTask;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.waybill.owner.Owner;
import org.waybill.running.InContainer;

/** What readers see of tasks, and what they do not, inside the server. */
@ExtendWith(ArquillianExtension.class)
class TaskListIT {

  @Inject private Core core;
  @Inject private Tasks tasks;
  @Inject private Messages messages;

  @Deployment
  static WebArchive war() {
    return InContainer.war(Core.class, GivenTask.class);
  }

  @Test
  void pagesAreStableWhileTasksAreAdded() {
    String tenant = "tenant-" + UuidV7.next();
    List<UUID> old = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      old.add(0, core.accept(aQueuedTask().ofTenant(tenant)));
    }
    List<UUID> seen = new ArrayList<>();
    UUID cursor = null;
    for (int page = 0; page < 4; page++) {
      for (TaskSummary task :
          tasks.list(TaskFilter.of(new Owner(tenant, "ann")).in(null, cursor), 3)) {
        seen.add(task.id());
        cursor = task.id();
      }
      core.accept(aQueuedTask().ofTenant(tenant));
    }
    assertThat(seen).isEqualTo(old);
  }

  @Test
  void aTenantSeesItsOwnTasksOnly() {
    String tenant = "tenant-" + UuidV7.next();
    UUID own = core.accept(aQueuedTask().ofTenant(tenant).tagged("100%").asking("c", "why"));
    core.accept(aQueuedTask().tagged("100%").asking("c", "why"));
    assertThat(tasks.list(TaskFilter.of(new Owner(tenant, null)), 100))
        .extracting(TaskSummary::id)
        .containsExactly(own);
    assertThat(tasks.list(tagged(tenant, "100%"), 100))
        .extracting(TaskSummary::id)
        .containsExactly(own);
    assertThat(tasks.list(tagged(tenant, "1%"), 100)).isEmpty();
    assertThat(messages.ofChat(tenant, "ann", "c", 100))
        .hasSize(2)
        .allSatisfy(message -> assertThat(message.taskId()).isEqualTo(own));
    assertThat(messages.chatsOf(tenant, "ann", 100)).hasSize(1);
    assertThat(messages.ofChat(tenant, "bob", "c", 100)).isEmpty();
  }

  @Test
  void theUsersOfATenantAreToldApart() {
    String tenant = "tenant-" + UuidV7.next();
    UUID anns = core.accept(aQueuedTask().ofTenant(tenant).ofUser("ann"));
    core.accept(aQueuedTask().ofTenant(tenant).ofUser("bob"));
    assertThat(tasks.list(TaskFilter.of(new Owner(tenant, "ann")), 100))
        .extracting(TaskSummary::id)
        .containsExactly(anns);
  }

  private static TaskFilter tagged(String tenant, String tag) {
    return TaskFilter.of(new Owner(tenant, null))
        .labelled(new TaskFilter.Labels(null, null, tag, null, null));
  }
}
