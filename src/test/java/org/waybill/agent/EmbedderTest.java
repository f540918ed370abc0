package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbedderTest {

  private static Embedder embedder;

  @BeforeAll
  static void load() {
    embedder = new Embedder();
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void makesUnitVectors() {
    float[] vector = embedder.embed("A sentence.");

    assertThat(vector).hasSize(Embedder.DIMENSIONS);
    assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-4f));
  }

  @Test
  void seesThatTwoSentencesMeanTheSame() {
    float same = likeness("How do I get my money back?", "Refunds are paid within two weeks.");
    float other = likeness("How do I get my money back?", "The museum opens at ten.");

    assertThat(same).isGreaterThan(0.4f).isGreaterThan(other + 0.3f);
  }

  @Test
  void embedsNothingAndVeryMuchWithoutComplaint() {
    assertThat(embedder.embed("")).doesNotContain(Float.NaN);
    assertThat(embedder.embed("word ".repeat(10_000))).doesNotContain(Float.NaN);
  }

  @Test
  void closingWaitsForWhatIsComputedAndNothingMoreIs() throws Exception {
    Embedder closing = new Embedder();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch computing = new CountDownLatch(8);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(threads.submit(() -> compute(closing, computing)));
    }
    computing.await();
    closing.close();
    for (Future<?> each : all) {
      assertThatThrownBy(each::get).hasMessageContaining("is closed");
    }
    threads.shutdown();
  }

  private static void compute(Embedder embedder, CountDownLatch done) {
    while (true) {
      embedder.embed("word ".repeat(50));
      done.countDown();
    }
  }

  private static float likeness(String a, String b) {
    return cosine(embedder.embed(a), embedder.embed(b));
  }

  /** The similarity of two unit vectors: their dot product. */
  private static float cosine(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
