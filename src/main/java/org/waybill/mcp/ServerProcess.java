package org.waybill.mcp;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/**
 * A process, and who waits for its messages.
 *
 * @param waiting by the id of the request, or its progress token
 * @param tools those of them that wait for a call of a tool, by the id of the request
 */
record ServerProcess(
    Process process,
    Map<String, BlockingQueue<Message>> waiting,
    Map<String, BlockingQueue<Message>> tools) {

  /**
   * What it has written.
   *
   * @param json null if the process has ended
   */
  record Message(JsonObject json) {}

  String id() {
    return Long.toString(process.pid());
  }

  /**
   * Who waits for the only call of a tool. A process does not say for which call it asks something:
   * while there are several, nobody is asked.
   */
  Optional<BlockingQueue<Message>> onlyTool() {
    List<BlockingQueue<Message>> all = List.copyOf(tools.values());
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  synchronized void write(String line) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }
}
