package org.waybill;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.waybill.task.TaskStatus;

/** The state machine as a picture, drawn from its one table. */
public final class StatePicture {

  private StatePicture() {}

  /** A fenced Mermaid block. */
  public static String mermaid() {
    String arrows =
        Arrays.stream(TaskStatus.values())
            .flatMap(
                from ->
                    from.next().stream()
                        .sorted()
                        .map(to -> "    " + from.label() + " --> " + to.label()))
            .collect(Collectors.joining("\n"));
    return "```mermaid\nstateDiagram-v2\n    [*] --> queued\n" + arrows + "\n```";
  }
}
