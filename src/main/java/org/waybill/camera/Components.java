package org.waybill.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Connected pixels of a mask. */
final class Components {

  private static final int MOST = 20;

  private final int width;
  private final int height;
  private final byte[] mask;
  private final boolean[] kept;
  private final int[] stack;

  /** Pixels of one object, and the corners of the box around them. */
  private record Component(int pixels, int left, int top, int right, int bottom) {}

  private final List<Component> found = new ArrayList<>();
  private int keptPixels;

  /**
   * @param mask 2 for a pixel that surely has changed, 1 for one that may belong to it, else 0
   * @param least how many pixels an object has, a third of them sure ones
   */
  Components(byte[] mask, int width, int height, int least) {
    this.width = width;
    this.height = height;
    this.mask = mask;
    this.kept = new boolean[mask.length];
    this.stack = new int[mask.length];
    boolean[] seen = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] == 2 && !seen[i]) {
        collect(i, seen, least);
      }
    }
    found.sort(Comparator.comparingInt(Component::pixels).reversed());
  }

  private void collect(int start, boolean[] seen, int least) {
    int end = 0;
    int sure = 0;
    int left = width;
    int top = height;
    int right = 0;
    int bottom = 0;
    stack[end++] = start;
    seen[start] = true;
    for (int next = 0; next < end; next++) {
      int x = stack[next] % width;
      int y = stack[next] / width;
      sure += mask[stack[next]] == 2 ? 1 : 0;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
      for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          int at = v * width + u;
          if (mask[at] > 0 && !seen[at]) {
            seen[at] = true;
            stack[end++] = at;
          }
        }
      }
    }
    if (end >= least && 3 * sure >= least) {
      found.add(new Component(end, left, top, right, bottom));
      keptPixels += end;
      for (int i = 0; i < end; i++) {
        kept[stack[i]] = true;
      }
    }
  }

  /** The pixels of all objects. */
  boolean[] kept() {
    return kept;
  }

  /** The share of the picture that they are. */
  double share() {
    return (double) keptPixels / mask.length;
  }

  /** Largest first, at most twenty. */
  List<Box> boxes() {
    return found.stream()
        .limit(MOST)
        .map(
            each ->
                new Box(
                    (double) each.left / width,
                    (double) each.top / height,
                    (double) (each.right - each.left + 1) / width,
                    (double) (each.bottom - each.top + 1) / height))
        .toList();
  }
}
