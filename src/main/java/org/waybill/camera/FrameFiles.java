package org.waybill.camera;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.files.FileStore;
import org.waybill.files.StoredFile;

/** The pictures of frames. */
@ApplicationScoped
public class FrameFiles {

  private static final Logger LOG = Logger.getLogger(FrameFiles.class.getName());

  @Inject private FileStore files;

  StoredFile save(byte[] bytes) throws IOException {
    return files.save(new ByteArrayInputStream(bytes), FrameHeader.MOST_BYTES);
  }

  /**
   * @throws java.nio.file.NoSuchFileException if it was deleted
   */
  public byte[] read(String key) throws IOException {
    return Files.readAllBytes(files.path(key));
  }

  /** Deletes files that no row holds any more; one that stays is only a waste. */
  void delete(Collection<String> keys) {
    for (String key : keys) {
      try {
        files.delete(key);
      } catch (IOException e) {
        LOG.log(
            Level.WARNING,
            e,
            () -> "File " + key + " could not be deleted; no frame refers to it any more");
      }
    }
  }
}
