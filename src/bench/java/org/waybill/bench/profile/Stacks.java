package org.waybill.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** Where the samples of a recording stood, counted in several ways. */
final class Stacks {

  private static final String OURS = "org.waybill.";
  private static final int PACKAGE_SEGMENTS = 4;
  private static final int LIBRARY_SEGMENTS = 3;

  private final Map<String, Integer> methods = new HashMap<>();
  private final Map<String, Integer> packages = new HashMap<>();
  private final Map<String, Integer> libraries = new HashMap<>();
  private final Map<String, Integer> ours = new HashMap<>();
  private final Map<String, Integer> threads = new HashMap<>();
  private int samples;

  static Stacks read(Path file) throws IOException {
    var stacks = new Stacks();
    try (var recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals("jdk.ExecutionSample")
            && event.getStackTrace() != null) {
          stacks.count(event);
        }
      }
    }
    return stacks;
  }

  private void count(RecordedEvent event) {
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    if (frames.isEmpty()) {
      return;
    }
    samples++;
    add(methods, name(frames.get(0).getMethod()));
    add(packages, packageOf(frames.get(0).getMethod(), PACKAGE_SEGMENTS));
    frames.stream()
        .map(frame -> packageOf(frame.getMethod(), LIBRARY_SEGMENTS))
        .distinct()
        .forEach(library -> add(libraries, library));
    add(ours, nearestOurs(frames));
    add(threads, event.getThread("sampledThread").getJavaName().replaceAll("[0-9]+", "#"));
  }

  private static String nearestOurs(List<RecordedFrame> frames) {
    return frames.stream()
        .map(RecordedFrame::getMethod)
        .filter(method -> method.getType().getName().startsWith(OURS))
        .map(Stacks::name)
        .findFirst()
        .orElse("(none of ours)");
  }

  private static String name(RecordedMethod method) {
    return method.getType().getName() + "." + method.getName();
  }

  private static String packageOf(RecordedMethod method, int segments) {
    String[] parts = method.getType().getName().split("\\.", -1);
    int length = Math.min(parts.length - 1, segments);
    return String.join(".", List.of(parts).subList(0, length));
  }

  private static void add(Map<String, Integer> counts, String key) {
    counts.merge(key, 1, Integer::sum);
  }

  String summary(int lines) {
    return samples
        + " samples\n"
        + top("Packages on top of the stack", packages, lines)
        + top("Packages anywhere in the stack", libraries, lines)
        + top("Methods on top of the stack", methods, lines)
        + top("Nearest method of ours", ours, lines)
        + top("Threads", threads, lines);
  }

  private String top(String title, Map<String, Integer> counts, int lines) {
    var text = new StringBuilder("\n" + title + "\n");
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(lines)
        .forEach(
            entry ->
                text.append(
                    "%5.1f %%  %s%n"
                        .formatted(100.0 * entry.getValue() / samples, entry.getKey())));
    return text.toString();
  }
}
