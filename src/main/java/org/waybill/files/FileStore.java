package org.waybill.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;

/** Keeps files under keys of its own making. */
@ApplicationScoped
public class FileStore {

  private static final Pattern KEY = Pattern.compile("[0-9a-f]{2}/[0-9a-f]{32}");
  private static final int BUFFER = 1 << 16;

  private final Path root;

  /** For the container's proxy. */
  protected FileStore() {
    this.root = null;
  }

  @Inject
  public FileStore(Settings settings) {
    this(
        settings
            .get(KnownSettings.FILES)
            .map(Path::of)
            .orElse(Path.of(settings.get(KnownSettings.DATA), "files")));
  }

  public FileStore(Path root) {
    this.root = root;
  }

  /**
   * Stores all that comes from the stream, which stays open.
   *
   * @throws FileTooLarge as soon as more than {@code limit} bytes have come
   */
  public StoredFile save(InputStream content, long limit) throws IOException {
    String key = newKey();
    Path target = root.resolve(key);
    Files.createDirectories(target.getParent());
    Path beside = Files.createTempFile(target.getParent(), "incoming-", ".part");
    try {
      MessageDigest digest = sha256();
      long size = copy(content, beside, digest, limit);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
      return new StoredFile(key, size, HexFormat.of().formatHex(digest.digest()));
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * Opens a file for reading from its start.
   *
   * @throws NoSuchFileException if there is no such file
   */
  public InputStream open(String key) throws IOException {
    return Files.newInputStream(path(key));
  }

  /**
   * Where the file is, for readers that need random access; for reading only.
   *
   * @throws NoSuchFileException if there is no such file
   */
  public Path path(String key) throws NoSuchFileException {
    if (!KEY.matcher(key).matches()) {
      throw new NoSuchFileException(key);
    }
    Path path = root.resolve(key);
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(key);
    }
    return path;
  }

  /** Removes the file; that it is gone already is fine. */
  public void delete(String key) throws IOException {
    if (KEY.matcher(key).matches()) {
      Files.deleteIfExists(root.resolve(key));
    }
  }

  private static long copy(InputStream from, Path to, MessageDigest digest, long limit)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (var channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        size += n;
        if (size > limit) {
          throw new FileTooLarge(limit);
        }
        digest.update(buffer, 0, n);
        writeFully(channel, ByteBuffer.wrap(buffer, 0, n));
      }
      channel.force(true);
    }
    return size;
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static String newKey() {
    String id = UUID.randomUUID().toString().replace("-", "");
    return id.substring(0, 2) + "/" + id;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
