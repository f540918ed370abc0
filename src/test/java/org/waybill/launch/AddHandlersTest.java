package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddHandlersTest {

  @TempDir private Path folder;

  private Path application;
  private Path copy;

  @BeforeEach
  void anApplication() throws IOException {
    application = zip("waybill.war", "WEB-INF/lib/own.jar");
    copy = folder.resolve("out").resolve("waybill.war");
  }

  private Path zip(String name, String entry) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(name.getBytes());
    }
    return file;
  }

  @Test
  void theCopyHasTheJarsBesidesItsOwn() throws IOException {
    AddHandlers.copy(application, List.of(zip("greeting.jar", "example/A.class")), copy);
    try (ZipFile made = new ZipFile(copy.toFile());
        ZipFile given = new ZipFile(application.toFile())) {
      assertThat(made.stream().map(ZipEntry::getName))
          .contains("WEB-INF/lib/own.jar", "WEB-INF/lib/greeting.jar");
      assertThat(given.size()).isEqualTo(1);
    }
  }

  @Test
  void whatIsNoJarIsNamedAndNothingIsLeftBehind() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.jar"), "no jar");
    assertThatThrownBy(() -> AddHandlers.copy(application, List.of(text), copy))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("notes.jar is not a jar file");
    assertThat(copy.getParent()).isEmptyDirectory();
  }

  @Test
  void aJarDoesNotReplaceALibrary() throws IOException {
    Path own = zip("own.jar", "example/A.class");
    assertThatThrownBy(() -> AddHandlers.copy(application, List.of(own), copy))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("own.jar has the same file name as a library");
    assertThat(copy.getParent()).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> AddHandlers.jarsIn(folder.resolve("nowhere")))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("nowhere");
  }
}
