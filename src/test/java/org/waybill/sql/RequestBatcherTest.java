package org.waybill.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waybill.time.Ticker;

@Timeout(20)
class RequestBatcherTest {

  private final ExecutorService executor = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void everyItemGetsItsOwnResult() {
    RequestBatcher<Integer, String> merger =
        new RequestBatcher<>(
            new Ticker(), 2, 50, executor, items -> items.stream().map(i -> "r" + i).toList());
    List<CompletableFuture<String>> results =
        IntStream.range(0, 5_000).mapToObj(merger::submit).toList();
    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).join()).isEqualTo("r" + i);
    }
  }

  @Test
  void callersThatWaitAnywayAreServedToo() throws Exception {
    RequestBatcher<Integer, Integer> merger =
        new RequestBatcher<>(new Ticker(), 2, 7, executor, items -> items);
    List<CompletableFuture<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int item = i;
      calls.add(CompletableFuture.supplyAsync(() -> merger.call(item), executor));
    }
    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(i);
    }
  }

  @Test
  void whatArrivesWhileTheWriterIsBusyFormsOneBatch() throws Exception {
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    RequestBatcher<Integer, Integer> merger =
        new RequestBatcher<>(
            new Ticker(),
            1,
            100,
            executor,
            items -> {
              sizes.add(items.size());
              begun.countDown();
              awaitQuietly(goOn);
              return items;
            });
    CompletableFuture<Integer> first = merger.submit(0);
    begun.await();
    List<CompletableFuture<Integer>> others =
        IntStream.rangeClosed(1, 30).mapToObj(merger::submit).toList();
    goOn.countDown();
    first.join();
    others.forEach(CompletableFuture::join);
    assertThat(sizes).containsExactly(1, 30);
  }

  /** The driver makes one text of a batch. */
  @Test
  void longItemsMakeSmallBatches() throws Exception {
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    RequestBatcher<Integer, Integer> merger =
        new RequestBatcher<>(
            new Ticker(),
            1,
            100,
            executor,
            items -> {
              sizes.add(items.size());
              begun.countDown();
              awaitQuietly(goOn);
              return items;
            },
            item -> Runnable::run,
            item -> 1_000_000);
    merger.submit(0);
    begun.await();
    List<CompletableFuture<Integer>> others =
        IntStream.rangeClosed(1, 10).mapToObj(merger::submit).toList();
    goOn.countDown();
    others.forEach(CompletableFuture::join);
    assertThat(sizes).containsExactly(1, 4, 4, 2);
  }

  @Test
  void anErrorReachesEveryItemOfItsBatchAndNoOther() {
    RequestBatcher<Integer, Integer> merger =
        new RequestBatcher<>(
            new Ticker(),
            1,
            1,
            executor,
            items -> {
              if (items.contains(2)) {
                throw new IllegalStateException("two");
              }
              return items;
            });
    CompletableFuture<Integer> good = merger.submit(1);
    CompletableFuture<Integer> bad = merger.submit(2);
    CompletableFuture<Integer> later = merger.submit(3);
    assertThat(good.join()).isEqualTo(1);
    assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(later.join()).isEqualTo(3);
  }

  @Test
  void oneBadRowDoesNotFailItsNeighbours() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    RequestBatcher<Integer, Integer> merger =
        new RequestBatcher<>(
            new Ticker(),
            1,
            100,
            executor,
            items -> {
              awaitQuietly(goOn);
              if (items.contains(13)) {
                throw DatabaseException.of(new java.sql.SQLException("bad value", "22021"));
              }
              return items;
            });
    List<CompletableFuture<Integer>> results =
        IntStream.range(0, 20).mapToObj(merger::submit).toList();
    goOn.countDown();
    for (int i = 0; i < 20; i++) {
      if (i == 13) {
        assertThatThrownBy(results.get(i)::join).hasCauseInstanceOf(DatabaseException.class);
      } else {
        assertThat(results.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(i);
      }
    }
  }

  @Test
  void itemsAskedForTogetherGoInOneStatementAndKeepTheirOrder() {
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    RequestBatcher<Integer, String> merger =
        new RequestBatcher<>(
            new Ticker(),
            2,
            100,
            executor,
            items -> {
              sizes.add(items.size());
              return items.stream().map(i -> "r" + i).toList();
            });
    assertThat(merger.callAll(List.of(3, 1, 2))).containsExactly("r3", "r1", "r2");
    assertThat(merger.callAll(List.of())).isEmpty();
    assertThat(sizes).containsExactly(3);
  }

  @Test
  void anAnswerThatHangsHoldsUpNeitherItsNeighboursNorTheNextBatch() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    ExecutorService answers = Executors.newCachedThreadPool();
    try {
      RequestBatcher<Integer, Integer> merger =
          new RequestBatcher<>(
              new Ticker(),
              1,
              100,
              executor,
              items -> {
                awaitQuietly(written);
                return items;
              },
              item -> answers,
              item -> 0);
      CompletableFuture<Integer> hanging = merger.submit(0);
      CompletableFuture<Void> hung = hanging.thenAccept(result -> awaitQuietly(goOn));
      CompletableFuture<Integer> neighbour = merger.submit(1);
      written.countDown();
      assertThat(neighbour.get(10, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(merger.submit(2).get(10, TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(hung).isNotDone();
      goOn.countDown();
      hung.get(10, TimeUnit.SECONDS);
    } finally {
      answers.shutdownNow();
    }
  }

  @Test
  void aWriterThatHangsGetsCompany() throws Exception {
    CountDownLatch hung = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    RequestBatcher<Integer, Integer> merger =
        new RequestBatcher<>(
            new Ticker(),
            2,
            100,
            executor,
            items -> {
              if (items.contains(0)) {
                hung.countDown();
                awaitQuietly(goOn);
              }
              return items;
            });
    CompletableFuture<Integer> first = merger.submit(0);
    hung.await();
    CompletableFuture<Integer> other = merger.submit(1);
    for (int i = 2; !other.isDone(); i++) {
      assertThat(merger.submit(i)).isNotNull();
      TimeUnit.MILLISECONDS.sleep(1);
    }
    assertThat(first).isNotDone();
    goOn.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isZero();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
