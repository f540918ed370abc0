package org.waybill.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One page of the user documentation. */
public record DocPage(Path file, List<String> lines) {

  /** Where the pages stand. */
  public static final Path FOLDER = Path.of("src", "docs");

  private static final String FENCE = "```";

  /**
   * A fenced block.
   *
   * @param info what stands behind the opening fence, such as {@code bash}
   * @param heading the last heading before it
   * @param line of the opening fence, counted from 1
   */
  public record Block(String info, String heading, int line, String text) {

    boolean isRunnable() {
      return info.equals("bash");
    }
  }

  /** All pages, by name. */
  public static List<DocPage> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(DocPage::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static DocPage read(Path file) {
    try {
      return new DocPage(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return file.getFileName().toString().replaceFirst("\\.md$", "");
  }

  /** What stands between {@code <!-- name -->} and {@code <!-- /name -->}. */
  public String section(String name) {
    int from = lines.indexOf("<!-- " + name + " -->");
    int to = lines.indexOf("<!-- /" + name + " -->");
    if (from < 0 || to < from) {
      throw new AssertionError(file + " has no section " + name);
    }
    return String.join("\n", lines.subList(from + 1, to)).strip();
  }

  /** Its fenced blocks, in order. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    String heading = name();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(FENCE)) {
        int end = endOfBlock(i);
        String text = String.join("\n", lines.subList(i + 1, end));
        blocks.add(new Block(line.substring(FENCE.length()).strip(), heading, i + 1, text));
        i = end;
      } else if (line.startsWith("#")) {
        heading = line.replaceFirst("^#+\\s*", "");
      }
    }
    return blocks;
  }

  private int endOfBlock(int start) {
    for (int i = start + 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(FENCE)) {
        return i;
      }
    }
    throw new AssertionError(file + ":" + (start + 1) + " opens a block and does not close it");
  }
}
