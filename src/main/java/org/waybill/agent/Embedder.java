package org.waybill.agent;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Text to a vector of length one, by MiniLM in this process. The closer the dot product of two
 * vectors is to 1, the more similar are the meanings of their texts. Safe to use from several
 * threads.
 */
final class Embedder implements AutoCloseable {

  /** Length of every vector. */
  static final int DIMENSIONS = 384;

  /** The length that the model was trained on; the rest of a longer text is cut off. */
  static final int MOST_TOKENS = 256;

  private final WordPiece tokenizer;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** Computing while the session is being closed would crash the process. */
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();

  private boolean closed;

  Embedder() {
    try (InputStream model = resource("/all-minilm-l6-v2-q.onnx");
        var options = new OrtSession.SessionOptions()) {
      // Several callers compute at once, so a thread pool for each call would only compete with
      // them.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      tokenizer = WordPiece.read(resource("/all-minilm-l6-v2-q-tokenizer.json"));
      session = environment.createSession(model.readAllBytes(), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException e) {
      throw new IllegalStateException("Could not load the embedding model", e);
    }
  }

  float[] embed(String text) {
    long[] ids = tokenizer.ids(text, MOST_TOKENS);
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    inUse.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The embedding model is closed");
      }
      return mean(run(ids, ones));
    } catch (OrtException e) {
      throw new IllegalStateException("The embedding model failed", e);
    } finally {
      inUse.readLock().unlock();
    }
  }

  private float[][] run(long[] ids, long[] ones) throws OrtException {
    try (var tokens = OnnxTensor.createTensor(environment, new long[][] {ids});
        var mask = OnnxTensor.createTensor(environment, new long[][] {ones});
        var segments = OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
        var result =
            session.run(
                Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", segments))) {
      return ((float[][][]) result.get(0).getValue())[0];
    }
  }

  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      closed = true;
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("Could not close the embedding model", e);
    } finally {
      inUse.writeLock().unlock();
    }
  }

  private static float[] mean(float[][] perToken) {
    float[] sum = new float[DIMENSIONS];
    for (float[] token : perToken) {
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += token[i];
      }
    }
    double squares = 0;
    for (float f : sum) {
      squares += (double) f * f;
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < DIMENSIONS; i++) {
      sum[i] /= length;
    }
    return sum;
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Embedder.class.getResourceAsStream(name), name);
  }
}
