package org.waybill.agent;

import java.nio.file.*;
import java.util.*;

class Probe {
  record P(String d, int n, String t, float[] v) {}

  public static void main(String[] a) throws Exception {
    Embedder e = new Embedder();
    Path c = Path.of("src/test/resources/corpus");
    List<P> ps = new ArrayList<>();
    for (String d : List.of("handbook", "espresso", "garten", "runbook")) {
      int n = 0;
      for (String t : Files.readString(c.resolve(d + ".txt")).split("=\n"))
        ps.add(new P(d, ++n, t.strip(), e.embed(t.strip())));
    }
    for (String l : Files.readAllLines(c.resolve("questions.tsv"))) {
      String[] f = l.split("\t");
      float[] q = e.embed(f[2]);
      ps.sort(Comparator.comparingDouble(p -> -dot(q, p.v)));
      P b = ps.get(0);
      float best = 0;
      for (String s : b.t.split("(?<=[.;:]) ")) best = Math.max(best, dot(q, e.embed(s)));
      int rank = 0;
      for (int i = 0; i < ps.size(); i++)
        if (ps.get(i).d.equals(f[0]) && ps.get(i).n == Integer.parseInt(f[1])) rank = i + 1;
      System.out.printf(
          "%-9s %2s rank %2d  %.2f sent %.2f 2nd %.2f  %s-%d  %s%n",
          f[0], f[1], rank, dot(q, b.v), best, dot(q, ps.get(1).v), b.d, b.n, f[2]);
    }
    for (int n : new int[] {10, 64, 128, 250}) {
      String t = "word ".repeat(n);
      e.embed(t);
      long s = System.nanoTime();
      for (int i = 0; i < 20; i++) e.embed(t);
      System.out.println(n + " tokens " + (System.nanoTime() - s) / 20_000 + " us");
    }
  }

  static float dot(float[] a, float[] b) {
    float s = 0;
    for (int i = 0; i < a.length; i++) s += a[i] * b[i];
    return s;
  }
}
