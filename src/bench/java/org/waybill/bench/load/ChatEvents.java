package org.waybill.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When the answers of chats reached their clients: the first piece, and the end. */
public final class ChatEvents implements SocketClients.FrameListener {

  private static final Text TASK = Text.of("\"taskId\":\"");
  private static final Text PARTIAL = Text.of("\"eventType\":\"partial\"");
  private static final Text COMPLETED = Text.of("\"eventType\":\"completed\"");
  private static final int ID_LENGTH = 36;

  private final Map<String, Instant> firstPieces = new ConcurrentHashMap<>();
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();

  @Override
  public void frame(byte[] bytes, int from, int to, Instant now) {
    int at = TASK.endIn(bytes, from, to - ID_LENGTH);
    if (at < 0) {
      return;
    }
    String task = new String(bytes, at, ID_LENGTH, StandardCharsets.US_ASCII);
    if (PARTIAL.endIn(bytes, from, to) >= 0) {
      firstPieces.putIfAbsent(task, now);
    } else if (COMPLETED.endIn(bytes, from, to) >= 0) {
      ends.put(task, now);
    }
  }

  /** By task. */
  public Map<String, Instant> firstPieces() {
    return firstPieces;
  }

  /** By task; those that have completed. */
  public Map<String, Instant> ends() {
    return ends;
  }
}
