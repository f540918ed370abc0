package org.waybill.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds out where in a JSON text something stands. Only for a text that is refused: it reads the
 * text a second time, up to there, and keeps what the first reading has no need of.
 */
final class JsonLocation {

  private static final int SHOWN_NAME = 60;
  private static final int SHOWN_DEPTH = 12;

  /** An object or array that is open. */
  private static final class Level {
    private final boolean array;
    private final Set<String> names = new HashSet<>();
    private String name = "";
    private int index;
    private boolean nameIsNext;

    Level(boolean array) {
      this.array = array;
      this.nameIsNext = !array;
    }

    String step() {
      return array ? "[" + index + "]" : "." + name;
    }
  }

  private final String text;
  private final Deque<Level> levels = new ArrayDeque<>();

  private JsonLocation(String text) {
    this.text = text;
  }

  /** The path of the value that contains this position. */
  static String of(String text, int position) {
    JsonLocation place = new JsonLocation(text);
    place.walk(position, false);
    return place.path();
  }

  /** The path of the first member whose name its object has already, or null. */
  static String ofRepeatedName(String text) {
    JsonLocation place = new JsonLocation(text);
    return place.walk(text.length(), true) ? place.path() : null;
  }

  /** Whether it stopped at a repeated name. */
  private boolean walk(int end, boolean stopAtRepeated) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      Level level = levels.peekLast();
      if (c == '"') {
        int close = closing(i, end);
        if (level != null && level.nameIsNext) {
          level.name = unescaped(text.substring(i + 1, close));
          level.nameIsNext = false;
          if (stopAtRepeated && !level.names.add(level.name)) {
            return true;
          }
        }
        i = close;
      } else if (c == '{' || c == '[') {
        levels.addLast(new Level(c == '['));
      } else if ((c == '}' || c == ']') && level != null) {
        levels.removeLast();
      } else if (c == ',' && level != null) {
        level.index++;
        level.nameIsNext = !level.array;
      }
    }
    return false;
  }

  private int closing(int open, int end) {
    int i = open + 1;
    while (i < end && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, end);
  }

  /** Two spellings of a name are one name. */
  private static String unescaped(String name) {
    try {
      return name.indexOf('\\') < 0 ? name : Json.unquote(name);
    } catch (RuntimeException e) {
      return name;
    }
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    int depth = 0;
    for (Level level : levels) {
      if (depth++ == SHOWN_DEPTH) {
        path.append("…");
        break;
      }
      String step = level.step();
      path.append(step.length() > SHOWN_NAME ? step.substring(0, SHOWN_NAME) + "…" : step);
    }
    String shown = path.isEmpty() || path.charAt(0) != '.' ? path.toString() : path.substring(1);
    return shown.isEmpty() ? "body" : Json.printable(shown);
  }
}
