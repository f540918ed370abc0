package org.waybill.reading;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;

/** Finds the files behind WildFly's virtual file system, which contains its classes. */
final class VirtualFolder {

  private VirtualFolder() {}

  /**
   * The path on disk of a folder of classes or of a jar.
   *
   * @throws IOException if there is none
   */
  static Path onDisk(URL url) throws IOException {
    Object file = url.openConnection().getContent();
    try {
      String name = (String) file.getClass().getMethod("getName").invoke(file);
      if (!name.endsWith(".jar")) {
        return physical(file);
      }
      // A jar is shown as a folder; the file itself is in the folder that it is shown in.
      Object folder = file.getClass().getMethod("getParent").invoke(file);
      return physical(folder).resolve(name);
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }

  private static Path physical(Object file) throws ReflectiveOperationException {
    return ((File) file.getClass().getMethod("getPhysicalFile").invoke(file)).toPath();
  }
}
