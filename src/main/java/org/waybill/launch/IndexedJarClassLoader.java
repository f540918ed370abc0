package org.waybill.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/**
 * Loads the server's modules by an index of their folders. There are more than 300 of them, and the
 * class path is searched one after the other for each class: more than a quarter of the start's
 * work, most of it for classes that are in none of them.
 */
final class IndexedJarClassLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private record Module(JarFile jar, URL url, ProtectionDomain domain) {}

  private final Map<String, Set<Module>> byFolder = new HashMap<>();

  IndexedJarClassLoader(Collection<Path> jars, ClassLoader parent) throws IOException {
    super("modules", new URL[0], parent);
    for (Path jar : jars) {
      index(jar);
    }
  }

  private void index(Path path) throws IOException {
    URL url = path.toUri().toURL();
    JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
    CodeSource source = new CodeSource(url, (Certificate[]) null);
    Module module = new Module(jar, url, new ProtectionDomain(source, null, this, null));
    String last = null;
    for (JarEntry entry : Collections.list(jar.entries())) {
      String folder = folderOf(entry.getName());
      if (!folder.equals(last)) {
        index(folder, module);
        last = folder;
      }
    }
  }

  /** With the folders it stands in: they can be asked for like files. */
  private void index(String folder, Module module) {
    String name = folder;
    while (byFolder.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(module)
        && !name.isEmpty()) {
      name = folderOf(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    for (Module module : modulesOf(file)) {
      JarEntry entry = module.jar().getJarEntry(file);
      if (entry != null) {
        return define(name, module, entry);
      }
    }
    throw new ClassNotFoundException(name);
  }

  private Class<?> define(String name, Module module, JarEntry entry) {
    try (InputStream in = module.jar().getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      definePackageOf(name, module);
      return defineClass(name, bytes, 0, bytes.length, module.domain());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void definePackageOf(String name, Module module) throws IOException {
    int dot = name.lastIndexOf('.');
    if (dot < 0 || getDefinedPackage(name.substring(0, dot)) != null) {
      return;
    }
    try {
      if (module.jar().getManifest() == null) {
        definePackage(name.substring(0, dot), null, null, null, null, null, null, null);
      } else {
        definePackage(name.substring(0, dot), module.jar().getManifest(), module.url());
      }
    } catch (IllegalArgumentException e) {
      // Another thread was first.
      return;
    }
  }

  @Override
  public URL findResource(String name) {
    List<URL> first = found(name, 1);
    return first.isEmpty() ? null : first.get(0);
  }

  @Override
  public Enumeration<URL> findResources(String name) {
    return Collections.enumeration(found(name, Integer.MAX_VALUE));
  }

  private List<URL> found(String name, int limit) {
    List<URL> all = new ArrayList<>();
    for (Module module : modulesOf(name)) {
      if (all.size() < limit && module.jar().getJarEntry(name) != null) {
        all.add(inside(module, name));
      }
    }
    return all;
  }

  private static URL inside(Module module, String name) {
    try {
      return new URL("jar:" + module.url() + "!/" + name);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private Set<Module> modulesOf(String file) {
    return byFolder.getOrDefault(folderOf(file), Set.of());
  }

  private static String folderOf(String file) {
    int end = file.endsWith("/") ? file.length() - 2 : file.length() - 1;
    int slash = file.lastIndexOf('/', end);
    return slash < 0 ? "" : file.substring(0, slash);
  }
}
