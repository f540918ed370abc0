package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.waybill.sql.DatabaseTime;
import org.waybill.task.DeadLetters;
import org.waybill.task.Receipt;
import org.waybill.task.TaskConstraints.UniquenessKey;

/** Replays dead letters, each exactly once, even for concurrent requests. */
@ApplicationScoped
public class DeadLetterReplay {

  /** More than so many are a task of their own. */
  public static final int AT_ONCE = 100;

  private static final Duration REMEMBERED = Duration.ofDays(30);

  @Inject private DeadLetters deadLetters;
  @Inject private SubmissionService submissionService;
  @Inject private DatabaseTime time;

  /**
   * Stores a new task that does the same, and dismisses the dead letter. A crash between the two
   * leaves it there, and to replay it again finds the task that there is.
   *
   * @param input JSON text instead of its own, or null
   * @return the new task, or empty if this is no dead letter any more
   * @throws SubmissionRejected if too many wait; then nothing has changed
   */
  public Optional<UUID> replay(UUID deadLetter, String input) {
    return deadLetters.again(deadLetter).map(again -> replay(deadLetter, again, input));
  }

  /**
   * The same for several, one after the other, until too many wait.
   *
   * @return how many there are new tasks of
   * @throws SubmissionRejected if too many wait for even the first of them
   */
  public int replayAll(List<UUID> deadLetterIds) {
    int replayed = 0;
    try {
      for (UUID id : deadLetterIds) {
        replayed += replay(id, null).isPresent() ? 1 : 0;
      }
    } catch (SubmissionRejected full) {
      if (replayed == 0) {
        throw full;
      }
    }
    return replayed;
  }

  private UUID replay(UUID deadLetter, DeadLetters.ReplayTemplate again, String input) {
    // A task that was retried and failed once more has another end, and may be replayed for it.
    String key = "replay/" + deadLetter + "/" + again.end();
    if (input != null) {
      again.task().input(input);
    }
    again
        .task()
        .once(
            new UniquenessKey(
                UniquenessKey.Kind.UNIQUE, key, new byte[0], time.now().plus(REMEMBERED)));
    Receipt receipt = submissionService.acceptAll(List.of(again.task().build())).get(0);
    deadLetters.dismiss(List.of(deadLetter));
    return receipt.existing() == null ? receipt.task().id() : receipt.existing().id();
  }
}
