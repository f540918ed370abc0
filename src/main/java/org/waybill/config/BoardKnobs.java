package org.waybill.config;

import java.time.Duration;
import java.util.Optional;

/** How the board works on questions; listed with all {@link Knobs}. */
public final class BoardKnobs {

  public static final Knob<Integer> CONCURRENCY = Knob.concurrency("board_questions", 5);
  public static final Knob<Optional<Duration>> RETENTION = Knob.retention("board_question", "");
  public static final Knob<Duration> SNAPSHOT_AGE =
      Knob.duration(
          "waybill.board.snapshot-age",
          "1d",
          "0s",
          "3650d",
          "How old a snapshot may be to answer the same question; 0s: none does.");

  private BoardKnobs() {}
}
