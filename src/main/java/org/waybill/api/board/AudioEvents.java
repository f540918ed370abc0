package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.waybill.event.Publisher;
import org.waybill.security.Caller;
import org.waybill.task.Task;

/** Creates the audio events of calls. */
@ApplicationScoped
class AudioEvents {

  @Inject private Publisher publisher;

  void say(Caller caller, String socket, UUID task, String text) {
    publisher.publish(
        new AudioEvent(caller.tenant(), caller.userId(), socket, task, text, null, false));
  }

  void removed(Task job) {
    publisher.publish(
        new AudioEvent(job.tenant(), job.userId(), null, job.id(), null, AudioEvent.REMOVED, true));
  }
}
