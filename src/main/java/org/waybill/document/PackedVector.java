package org.waybill.document;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** A vector as bytes: a scale (float), then one signed byte for each dimension. */
public final class PackedVector {

  private static final int SCALE = Float.BYTES;
  private static final int LARGEST = 127;

  private PackedVector() {}

  public static byte[] pack(float[] vector) {
    float largest = 0;
    for (float f : vector) {
      largest = Math.max(largest, Math.abs(f));
    }
    float scale = largest == 0 ? 1 : largest / LARGEST;
    ByteBuffer packed = ByteBuffer.allocate(size(vector.length)).putFloat(scale);
    for (float f : vector) {
      packed.put((byte) Math.round(f / scale));
    }
    return packed.array();
  }

  /** Packed one after the other. */
  public static byte[] packAll(List<float[]> vectors) {
    var all = new ByteArrayOutputStream();
    vectors.forEach(vector -> all.writeBytes(pack(vector)));
    return all.toByteArray();
  }

  static int size(int dimensions) {
    return SCALE + dimensions;
  }

  /** A query, packed once and compared often. */
  static final class Query {
    private final int[] values;
    private final float scale;

    Query(float[] vector) {
      byte[] packed = pack(vector);
      this.scale = scaleAt(packed, 0);
      this.values = new int[vector.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = packed[SCALE + i];
      }
    }

    int stride() {
      return size(values.length);
    }

    /** The cosine with the packed vector that begins at {@code offset}. */
    float cosine(byte[] packed, int offset) {
      int sum = 0;
      int from = offset + SCALE;
      // Integers in a plain loop: the compiler turns this into vector instructions.
      for (int i = 0; i < values.length; i++) {
        sum += values[i] * packed[from + i];
      }
      return sum * scale * scaleAt(packed, offset);
    }

    /** The cosine with the nearest of several packed vectors; 0 if there are none. */
    float best(byte[] packed) {
      float best = 0;
      for (int offset = 0; offset < packed.length; offset += stride()) {
        best = Math.max(best, cosine(packed, offset));
      }
      return best;
    }

    private static float scaleAt(byte[] packed, int offset) {
      return ByteBuffer.wrap(packed, offset, SCALE).getFloat();
    }
  }
}
