package org.waybill.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

  @TempDir private Path folder;
  private FileStore files;

  @BeforeEach
  void open() {
    files = new FileStore(folder.resolve("files"));
  }

  @Test
  void givesBackWhatWasStored() throws IOException {
    StoredFile stored = files.save(bytes("abc"), 3);

    assertThat(stored.size()).isEqualTo(3);
    assertThat(stored.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    try (InputStream content = files.open(stored.key())) {
      assertThat(content).hasBinaryContent("abc".getBytes(UTF_8));
    }
  }

  @Test
  void keepsNothingOfAFileThatIsTooLarge() throws IOException {
    assertThatThrownBy(() -> files.save(bytes("abcd"), 3)).isInstanceOf(FileTooLarge.class);

    assertThat(everyFile()).isEmpty();
  }

  @Test
  void keepsNothingOfAFileWhoseSenderWentAway() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };

    assertThatThrownBy(() -> files.save(broken, 10)).hasMessage("connection reset");
    assertThat(everyFile()).isEmpty();
  }

  @Test
  void deletesTwiceWithoutComplaint() throws IOException {
    String key = files.save(bytes("abc"), 3).key();

    files.delete(key);
    files.delete(key);

    assertThatThrownBy(() -> files.open(key)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void takesNoPathForAKey() throws IOException {
    Path outside = Files.writeString(folder.resolve("secret"), "secret");

    for (String key :
        new String[] {"../secret", "secret", outside.toString(), "", "ab/../../secret"}) {
      assertThatThrownBy(() -> files.open(key)).isInstanceOf(NoSuchFileException.class);
      files.delete(key);
    }
    assertThat(outside).exists();
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private java.util.List<Path> everyFile() throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }
}
