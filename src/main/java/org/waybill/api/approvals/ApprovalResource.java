package org.waybill.api.approvals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.waybill.api.FieldText;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.approval.Approval;
import org.waybill.approval.Approvals;
import org.waybill.approval.Decision;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.tool.Tools;
import org.waybill.type.InputSchemas;
import org.waybill.type.SchemaViolation;

/** {@code /api/approvals}: what waits for a person's agreement, and the only way to give it. */
@Path("/approvals")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalResource {

  private static final int USUAL_PAGE = 50;
  private static final int LONGEST_REASON = 1_000;
  private static final int DIGEST = 64;

  private static final String APPROVE = "approve";
  private static final String APPROVE_FOR_CHAT = "approve_for_chat";
  private static final String REFUSE = "refuse";

  private static final Set<String> MEMBERS = Set.of("decision", "digest", "arguments", "reason");

  @Inject private Approvals approvals;
  @Inject private Tools tools;
  @Inject private InputSchemas schemas;

  /** Newest first; operators see those of their tenant. */
  @GET
  public String list(
      @Context SecurityContext security,
      @QueryParam("state") String state,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    Caller caller = Caller.of(security);
    int most = Page.limit(limit, USUAL_PAGE);
    List<Approval> found =
        approvals.list(
            caller.tenant(),
            caller.isOperator() ? null : caller.userId(),
            Page.cursor(cursor),
            isOpenOnly(state),
            most + 1);
    return Page.of(found, most, Approval::id, ApprovalResource::write);
  }

  private static boolean isOpenOnly(String state) {
    if (state == null || state.equals("open")) {
      return true;
    }
    if (!state.equals("all")) {
      throw RequestBody.wrong("state", "is '" + state + "'", "open, all");
    }
    return false;
  }

  @GET
  @Path("/{id}")
  public String get(@Context SecurityContext security, @PathParam("id") String id) {
    return text(find(security, id));
  }

  /** The first decision counts; a later one is 409 and says what was decided. */
  @POST
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String decide(
      @Context SecurityContext security, @PathParam("id") String id, InputStream body) {
    Approval approval = find(security, id);
    Decision decision = read(RequestBody.read(body), approval, Caller.of(security).userId());
    if (!approvals.decide(decision)) {
      throw notPossible(find(security, id), decision);
    }
    return text(find(security, id));
  }

  private Approval find(SecurityContext security, String id) {
    Caller caller = Caller.of(security);
    return FieldText.uuid(id)
        .flatMap(approvals::find)
        .filter(each -> caller.maySee(each.tenant(), each.userId()))
        .orElseThrow(() -> Problem.notFound("approval " + id));
  }

  private Decision read(RequestBody body, Approval approval, String by) {
    body.allowOnly(MEMBERS, "a decision");
    String decision = body.requiredText("decision", APPROVE_FOR_CHAT.length());
    if (!Set.of(APPROVE, APPROVE_FOR_CHAT, REFUSE).contains(decision)) {
      throw RequestBody.wrong(
          "decision", "is '" + decision + "'", "approve, approve_for_chat, refuse");
    }
    boolean forChat = decision.equals(APPROVE_FOR_CHAT);
    if (forChat && approval.chatId() == null) {
      throw RequestBody.wrong(
          "decision", "is approve_for_chat, but the task belongs to no chat", "approve, refuse");
    }
    String arguments = body.object("arguments");
    if (arguments != null) {
      check(approval.tool(), Json.read(arguments).asJsonObject(), decision);
    }
    return new Decision(
        approval.id(),
        by,
        !decision.equals(REFUSE),
        body.requiredText("digest", DIGEST),
        arguments,
        forChat,
        body.text("reason", LONGEST_REASON));
  }

  private void check(String tool, JsonObject arguments, String decision) {
    if (decision.equals(REFUSE)) {
      throw RequestBody.wrong("arguments", "is given with refuse", "arguments with approve only");
    }
    tools
        .find(tool)
        .ifPresent(
            known -> {
              List<SchemaViolation> wrong = schemas.check(known.spec().arguments(), arguments);
              if (!wrong.isEmpty()) {
                throw RequestBody.wrong(
                    "arguments" + wrong.get(0).path(),
                    ": " + wrong.get(0).message(),
                    "what the schema of tool " + tool + " says");
              }
            });
  }

  private static Problem notPossible(Approval approval, Decision decision) {
    return switch (approval.state()) {
      case APPROVED, REFUSED ->
          Problem.conflict(
              "already_decided",
              "%s was %s by %s at %s."
                  .formatted(
                      approval.id(),
                      approval.state().label(),
                      approval.decidedBy(),
                      approval.decidedAt()));
      case EXPIRED ->
          Problem.conflict(
              "approval_expired",
              "%s has expired at %s.".formatted(approval.id(), approval.expiresAt()));
      case OPEN ->
          approval.digest().equals(decision.digest())
              ? Problem.conflict("not_waiting", "The task no longer waits for this approval.")
              : Problem.conflict(
                  "approval_stale",
                  "digest is not that of the call; allowed: %s, after reading it again"
                      .formatted(approval.digest()));
    };
  }

  private static String text(Approval approval) {
    StringBuilder out = new StringBuilder();
    write(out, approval);
    return out.toString();
  }

  private static void write(StringBuilder out, Approval approval) {
    new JsonObjectWriter(out)
        .text("id", approval.id())
        .text("taskId", approval.taskId())
        .text("userId", approval.userId())
        .text("chatId", approval.chatId())
        .text("tool", approval.tool())
        .json("arguments", approval.arguments())
        .text("digest", approval.digest())
        .text("text", approval.text())
        .text("state", approval.state().label())
        .flag("forChat", approval.isForChat())
        .text("reason", approval.reason())
        .time("askedAt", approval.askedAt())
        .time("expiresAt", approval.expiresAt())
        .time("decidedAt", approval.decidedAt())
        .text("decidedBy", approval.decidedBy())
        .end();
  }
}
