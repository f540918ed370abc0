package org.waybill.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;
import org.waybill.task.UuidV7;

class VectorsTest {

  private static final int DIMENSIONS = 384;

  private final DataSource source = TestDatabase.source();
  private final Documents documents = new Documents(source);
  private final Owner owner = new Owner("tenant-" + UuidV7.next(), "ada");
  private final Random random = new Random(7);

  @Test
  void comparesPackedVectorsAlmostExactly() {
    for (int i = 0; i < 100; i++) {
      float[] a = unit();
      float[] b = unit();
      float packed = new PackedVector.Query(a).cosine(PackedVector.pack(b), 0);

      assertThat(packed).isCloseTo(dot(a, b), within(0.01f));
      assertThat(new PackedVector.Query(a).cosine(PackedVector.pack(a), 0))
          .isCloseTo(1, within(0.01f));
    }
    assertThat(PackedVector.pack(new float[DIMENSIONS])).hasSize(DIMENSIONS + 4);
  }

  @Test
  void findsTheNearestOfAllDocuments() {
    float[] wanted = unit();
    index(List.of(unit(), unit()));
    UUID there = index(List.of(unit(), wanted, unit()));
    Vectors vectors = new Vectors(source, 1_000_000);

    var found = vectors.nearest(ready(), wanted, 2);

    assertThat(found).hasSize(2);
    assertThat(found.get(0).documentId()).isEqualTo(there);
    assertThat(found.get(0).no()).isEqualTo(1);
    assertThat(found.get(0).cosine()).isGreaterThan(0.99f);
  }

  @Test
  void seesReplacedAndDeletedDocumentsAtOnce() {
    float[] wanted = unit();
    UUID id = index(List.of(unit()));
    Vectors vectors = new Vectors(source, 1_000_000);
    assertThat(vectors.nearest(ready(), wanted, 1).get(0).cosine()).isLessThan(0.5f);

    publish(id, documents.find(owner, id).orElseThrow().taskId(), 2, List.of(wanted));
    assertThat(vectors.nearest(ready(), wanted, 1).get(0).cosine()).isGreaterThan(0.99f);

    documents.remove(owner, id);
    assertThat(vectors.nearest(ready(), wanted, 1)).isEmpty();
  }

  @Test
  void staysWithinItsMemoryAndStillFindsEverything() {
    float[] wanted = unit();
    for (int i = 0; i < 20; i++) {
      index(List.of(unit(), unit(), i == 3 ? wanted : unit()));
    }
    Vectors small = new Vectors(source, 5_000);

    for (int i = 0; i < 3; i++) {
      assertThat(small.nearest(ready(), wanted, 1).get(0).cosine()).isGreaterThan(0.99f);
      assertThat(small.cachedBytes()).isLessThanOrEqualTo(5_000);
    }
  }

  /** Not a benchmark: it only tells a scan in memory (some 20 ms) from one in the database. */
  @Test
  void searchesThirtyThousandChunksInNoTime() {
    for (int i = 0; i < 3; i++) {
      List<float[]> many = new ArrayList<>();
      float[] same = unit();
      for (int n = 0; n < 10_000; n++) {
        many.add(n % 100 == 0 ? unit() : same);
      }
      index(many);
    }
    Vectors vectors = new Vectors(source, 20_000_000);
    vectors.nearest(ready(), unit(), 10);

    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = System.nanoTime();
      assertThat(vectors.nearest(ready(), unit(), 10)).hasSize(10);
      fastest = Math.min(fastest, System.nanoTime() - before);
    }
    assertThat(fastest / 1_000_000).as("ms").isLessThan(200);
  }

  private List<IndexedDocument> ready() {
    return new Chunks(source, null).ready(SearchScope.of(owner));
  }

  private UUID index(List<float[]> vectors) {
    UUID id = UuidV7.next();
    UUID task = UuidV7.next();
    documents.add(new NewDocument(id, owner, "d.txt", "text/plain", 1, id.toString(), "", task));
    publish(id, task, 1, vectors);
    return id;
  }

  private void publish(UUID id, UUID task, int attempt, List<float[]> vectors) {
    IndexRun run = new IndexRun(owner, id, task, attempt);
    assertThat(documents.begin(run)).isPresent();
    var chunks =
        vectors.stream()
            .map(vector -> new Chunk(1, null, "text", PackedVector.pack(vector), new byte[0]))
            .toList();
    assertThat(new Chunks(source, null).publish(run, 1, chunks)).isTrue();
  }

  private float[] unit() {
    float[] vector = new float[DIMENSIONS];
    double squares = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
