package org.waybill.api.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.waybill.api.FieldText;
import org.waybill.api.RequestBody;
import org.waybill.json.JsonObjectWriter;
import org.waybill.owner.Owner;
import org.waybill.task.Branches;

/** Finds and shows the branches of chats. */
@ApplicationScoped
class ChatBranches {

  /** The name of the first branch, which has no id. */
  private static final String FIRST = "first";

  @Inject private Branches branches;

  List<Branches.Branch> of(Owner owner, String chatId, int limit) {
    return branches.ofChat(owner, chatId, limit);
  }

  /**
   * The id of a branch of this chat; null for the first one.
   *
   * @throws org.waybill.api.Problem 400 if it has no such branch
   */
  UUID find(Owner owner, String chatId, String given) {
    if (given.equals(FIRST)) {
      return null;
    }
    return FieldText.uuid(given)
        .filter(id -> branches.has(owner, chatId, id))
        .orElseThrow(
            () ->
                RequestBody.wrong(
                    "branch",
                    "is '" + given + "'",
                    FIRST + ", or an id of GET /api/chats/{chatId}/branches"));
  }

  static void write(StringBuilder out, Branches.Branch branch) {
    new JsonObjectWriter(out)
        .text("id", branch.id())
        .text("parentId", branch.parent())
        .text("taskId", branch.taskId())
        .text("fromTaskId", branch.fromTask())
        .time("createdAt", branch.createdAt())
        .end();
  }
}
