package org.waybill.camera;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures that are made of frames: JPEG, upright, of a bounded size. */
@ApplicationScoped
public class FramePictures {

  /** The most pixels of the longer side. */
  public static final int MOST_SIDE = 1_920;

  public static final int LEAST_WIDTH = 16;

  /** What models look at; more costs more and shows them nothing else. */
  private static final int MODEL_SIDE = 1_024;

  private static final float QUALITY = 0.85f;

  /** As many as are analysed at once: each is decoded into some millions of pixels. */
  private static final int MOST_AT_ONCE = 2;

  private static final long LONGEST_WAIT_SECONDS = 5;

  @Inject private FrameFiles files;

  private final Semaphore free = new Semaphore(MOST_AT_ONCE, true);

  /**
   * A frame for people.
   *
   * @param width the most, in pixels
   * @param marked whether to draw the camera's zones and what moves
   * @return empty if the server draws as many as it may
   * @throws UnreadableFrame if the frame cannot be decoded
   * @throws java.nio.file.NoSuchFileException if it was deleted
   */
  public Optional<byte[]> draw(Camera camera, Frame frame, int width, boolean marked)
      throws UnreadableFrame, IOException {
    if (!acquire()) {
      return Optional.empty();
    }
    try {
      BufferedImage picture = FrameDecoder.picture(files.read(frame.fileKey()), width, MOST_SIDE);
      if (marked) {
        FrameMarks.draw(picture, camera.zones(), frame.result());
      }
      return Optional.of(jpeg(picture));
    } finally {
      free.release();
    }
  }

  private boolean acquire() {
    try {
      return free.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * A frame for a model; called by tasks, which are bounded themselves.
   *
   * @throws UnreadableFrame if it cannot be decoded
   * @throws java.nio.file.NoSuchFileException if it was deleted
   */
  public byte[] small(Frame frame) throws UnreadableFrame, IOException {
    return jpeg(FrameDecoder.picture(files.read(frame.fileKey()), MODEL_SIDE, MODEL_SIDE));
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
