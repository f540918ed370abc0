package org.waybill.reading;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.StringJoiner;

/** The headings under which a place of a document stands, from the outermost to the innermost. */
final class HeadingPath {

  private static final int LONGEST = 200;
  private static final int DEEPEST = 3;

  private record Heading(int level, String text) {}

  private final Deque<Heading> path = new ArrayDeque<>();

  /** What follows stands under this one. */
  void enter(int level, String text) {
    while (!path.isEmpty() && path.peekLast().level() >= level) {
      path.removeLast();
    }
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    path.addLast(new Heading(level, cut));
    if (path.size() > DEEPEST) {
      path.removeFirst();
    }
  }

  /** As shown, or null if there is none. */
  String shown() {
    if (path.isEmpty()) {
      return null;
    }
    StringJoiner shown = new StringJoiner(" › ");
    for (Iterator<Heading> each = path.iterator(); each.hasNext(); ) {
      shown.add(each.next().text());
    }
    return shown.toString();
  }
}
