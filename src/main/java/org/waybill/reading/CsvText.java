package org.waybill.reading;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of separated values, by Apache Commons CSV, whose classes only the reader process has. */
final class CsvText {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"?+");

  /** A first line of Excel's own. */
  private static final Pattern SAID = Pattern.compile("(?i)sep=([,;\\t|])\\n");

  private CsvText() {}

  /** A paragraph for each row, with bars between its cells; pages of about 3,000 characters. */
  static String rows(String source) {
    Matcher said = SAID.matcher(source);
    char separator = said.lookingAt() ? said.group(1).charAt(0) : separator(source);
    String text = said.lookingAt() ? source.substring(said.end()) : source;
    StringBuilder rows = new StringBuilder(text.length());
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setDelimiter(separator).setLenientEof(true).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord row : parser) {
        rows.append(
                row.stream()
                    .map(cell -> cell.strip().replace('\n', ' '))
                    .collect(Collectors.joining(" | ")))
            .append("\n\n");
      }
    } catch (NoClassDefFoundError e) {
      return text;
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      // Quotation marks that do not match: the lines as they are.
      return text.replace("\n", "\n\n");
    }
    return String.join("\f", PageParts.of(rows.toString()));
  }

  /** The one that is in the first line most often, not within quotation marks. */
  private static char separator(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    String bare = QUOTED.matcher(first).replaceAll("");
    return SEPARATORS.stream()
        .max(Comparator.comparingLong(each -> bare.chars().filter(c -> c == each).count()))
        .orElse(',');
  }
}
