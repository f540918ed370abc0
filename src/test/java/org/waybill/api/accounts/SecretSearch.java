package org.waybill.api.accounts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.waybill.running.RunningServer;

/** Looks for texts in clear, in Base64 and in hex: in every row of the database, and in files. */
final class SecretSearch {

  private final RunningServer server;
  private final List<String> needles = new ArrayList<>();

  SecretSearch(RunningServer server, List<String> secrets) {
    this.server = server;
    for (String secret : secrets) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      needles.add(secret);
      needles.add(HexFormat.of().formatHex(bytes));
      // Without the end, which depends on what follows.
      String base64 = Base64.getEncoder().encodeToString(bytes);
      needles.add(base64.substring(0, base64.length() - 4));
    }
  }

  /** Those that are in a text. */
  List<String> in(String text) {
    return needles.stream().filter(text::contains).toList();
  }

  /** The names of the tables with a row that has one, whatever the column. */
  List<String> inTables() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                server.databaseUrl(), server.databaseUser(), server.databasePassword());
        Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        try (ResultSet rows = statement.executeQuery("select r::text from " + table + " r")) {
          while (rows.next()) {
            String row = rows.getString(1);
            in(row).forEach(needle -> found.add(table + ": " + needle));
          }
        }
      }
    }
    return found;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select quote_ident(table_name) from information_schema.tables"
                + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  /** The files below a folder that have one, such as those of the database and its log. */
  List<String> inFiles(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).filter(Files::isReadable).toList()) {
        if (!file.endsWith("secret-keys")) {
          String content = new String(Files.readAllBytes(file), ISO_8859_1);
          in(content).forEach(needle -> found.add(file + ": " + needle));
        }
      }
    }
    return found;
  }
}
