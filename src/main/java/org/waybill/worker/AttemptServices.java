package org.waybill.worker;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.waybill.config.KnownSettings;
import org.waybill.config.LimitSettings;
import org.waybill.config.Settings;
import org.waybill.dispatch.SubmissionService;
import org.waybill.handler.Child;
import org.waybill.handler.TaskType;
import org.waybill.limit.Excess;
import org.waybill.limit.LimitReached;
import org.waybill.sql.RequestBatcher;
import org.waybill.sql.WriterPool;
import org.waybill.task.Checkpoints;
import org.waybill.task.Children;
import org.waybill.task.Claim;
import org.waybill.task.NewTask;
import org.waybill.task.TaskDefaults;
import org.waybill.time.Ticker;
import org.waybill.type.InputSchemas;
import org.waybill.type.TaskTypes;

/** Lets attempts store the results of their steps and submit child tasks. */
@ApplicationScoped
class AttemptServices {

  /** However many handlers keep steps at once, others need connections, too. */
  private static final int WRITERS = 1;

  private static final int LARGEST_BATCH = 100;

  private RequestBatcher<Checkpoints.Done, Boolean> steps;

  @Inject private WriterPool writerPool;
  @Inject private Checkpoints checkpoints;
  @Inject private Children children;
  @Inject private SubmissionService submissionService;
  @Inject private TaskDefaults taskDefaults;
  @Inject private PayloadCodec payloadCodec;
  @Inject private Settings settings;
  @Inject private TaskTypes types;
  @Inject private InputSchemas inputSchemas;
  @Inject private Ticker ticker;

  @PostConstruct
  void start() {
    steps =
        new RequestBatcher<>(
            ticker,
            WRITERS,
            LARGEST_BATCH,
            writerPool,
            checkpoints::keep,
            step -> Runnable::run,
            step -> step.result() == null ? 0 : step.result().length());
  }

  /** Results stored by earlier attempts, by step name; the first attempt needs no query. */
  Map<String, String> kept(Claim claim) {
    return claim.attempt() == 1 ? Map.of() : checkpoints.of(claim.task().id());
  }

  /** Keeps a step's result; false if the attempt has been overtaken. */
  boolean keep(Claim claim, String step, String result) {
    return steps.ask(new Checkpoints.Done(claim, step, result));
  }

  /**
   * @throws IllegalArgumentException if the value is too long to be stored
   */
  String write(Object result) {
    String text = payloadCodec.write(result);
    int limit = settings.get(KnownSettings.OUTPUT_LIMIT);
    if (text != null && text.length() > limit) {
      throw new IllegalArgumentException(
          "the result of a step or the input of a child has "
              + text.length()
              + " characters; allowed: "
              + limit);
    }
    return text;
  }

  /** Null stays null. */
  <T> T read(String text, Class<T> type) {
    return text == null ? null : payloadCodec.read(text, type);
  }

  Children.Heritage heritage(Claim parent) {
    return children.heritage(parent.task().id());
  }

  /** A child as it is to be stored; with the id given. */
  NewTask child(Claim parent, Children.Heritage heritage, UUID id, String type, Object input) {
    TaskType known =
        types
            .find(type)
            .filter(TaskType::submittable)
            .orElseThrow(() -> new IllegalArgumentException("unknown task type " + type));
    String text = input == null ? "{}" : write(input);
    inputSchemas.check(known, text).stream()
        .findFirst()
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException(
                  "input%s of a child of type %s: %s"
                      .formatted(wrong.path(), type, wrong.message()));
            });
    return taskDefaults
        .task(known, parent.task().tenant(), parent.task().userId())
        .id(id)
        .childOf(parent.task().id(), generation(heritage))
        .traceparent(parent.traceparent())
        .workspaceId(heritage.workspaceId())
        .priority(heritage.priority())
        .correlationId(heritage.correlationId())
        .input(text)
        .build();
  }

  /**
   * @param children how many there are with the next one
   * @throws LimitReached if a task may not have as many
   */
  void allow(int children) {
    int most = settings.get(LimitSettings.CHILDREN);
    if (children > most) {
      throw new LimitReached(new Excess("children", "task", most, children - 1));
    }
  }

  private int generation(Children.Heritage heritage) {
    int most = settings.get(LimitSettings.DEPTH);
    if (heritage.depth() >= most) {
      throw new LimitReached(new Excess("generations of children", "task", most, heritage.depth()));
    }
    return heritage.depth() + 1;
  }

  void dispatch(NewTask child) {
    submissionService.acceptChild(child);
  }

  /** The children submitted by earlier attempts. */
  Set<UUID> spawned(Claim parent) {
    return children.stored(parent.task().id());
  }

  List<Child> childrenOf(Claim parent) {
    return children.of(parent.task().id());
  }
}
