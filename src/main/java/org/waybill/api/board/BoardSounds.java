package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.UUID;
import org.waybill.board.SoundUpdate;
import org.waybill.security.Caller;
import org.waybill.task.Task;

/** Says what is to be heard because of a call. */
@ApplicationScoped
class BoardSounds {

  @Inject private Event<SoundUpdate> observers;

  void say(Caller caller, String socket, UUID task, String text) {
    observers.fire(
        new SoundUpdate(caller.tenant(), caller.userId(), socket, task, text, null, false));
  }

  void removed(Task job) {
    observers.fire(
        new SoundUpdate(
            job.tenant(), job.userId(), null, job.id(), null, SoundUpdate.REMOVED, true));
  }
}
