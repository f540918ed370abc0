package org.waybill.secret;

/** The columns that hold encrypted texts; rotation walks through all of them. */
public enum EncryptedColumn {
  ACCOUNT_SECRET("account", "id", "secret"),
  CONNECTION_VERIFIER("account_connection", "state", "verifier");

  private final String table;
  private final String id;
  private final String column;

  EncryptedColumn(String table, String id, String column) {
    this.table = table;
    this.id = id;
    this.column = column;
  }

  String table() {
    return table;
  }

  /** The column that names a row. */
  String id() {
    return id;
  }

  String column() {
    return column;
  }

  /** What is authenticated with the value of a row. */
  String place(String rowId) {
    return table + "\n" + rowId + "\n" + column;
  }
}
