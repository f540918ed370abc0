package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.waybill.board.Snapshots;

/** "Forget all my answers": removes the asker's snapshots. */
@ApplicationScoped
public class DeleteSnapshotsAction implements ConfirmedAction.Kind {

  private static final Pattern ASKED =
      Pattern.compile(
          "(?i)\\s*(?:please\\s+)?(?:forget|delete|remove|clear)\\s+(?:all\\s+)?(?:of\\s+)?my\\s+"
              + "(?:answers|snapshots)[\\s.!?]*");

  private static final int LONGEST = 200;

  @Inject private Snapshots snapshots;

  @Override
  public Optional<ConfirmedAction> in(String question) {
    return question.length() <= LONGEST && ASKED.matcher(question).matches()
        ? Optional.of(errand())
        : Optional.empty();
  }

  private ConfirmedAction errand() {
    return new ConfirmedAction(
        "Do you really want to delete all your snapshots?",
        List.of("ask for confirmation", "remove the snapshots"),
        context -> {
          int removed = snapshots.removeAll(context.tenant(), context.userId());
          return removed == 1 ? "1 snapshot was deleted." : removed + " snapshots were deleted.";
        });
  }
}
