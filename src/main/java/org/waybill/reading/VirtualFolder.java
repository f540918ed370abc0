package org.waybill.reading;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;

/** WildFly's classes lie in a file system of its own; beneath it are files. */
final class VirtualFolder {

  private VirtualFolder() {}

  /**
   * Where a folder of classes or a jar lies on the disk.
   *
   * @throws IOException if it does not
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
