package org.waybill.document;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** Documents that are read from the first page to the last, and not searched. */
@ApplicationScoped
public class WholeDocuments {

  /** Marks of headings, which are for the index alone. */
  private static final String MARK = "\u0002\\d?";

  private static final String PAGES =
      """
      select page, array_agg(text order by no) as texts,
        array_remove(array_agg(heading order by no), null) as headings
      from chunk
      where document_id = ? and page between ? and ? group by page order by page limit ?
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  public WholeDocuments() {}

  public WholeDocuments(DataSource source) {
    this.source = source;
  }

  /** The pages of a document that have text, in order, as they were indexed. */
  public List<DocumentPage> pages(UUID document, int from, int to, int limit) {
    return Sql.query(
        source,
        row ->
            DocumentPage.of(
                row.getInt("page"),
                List.of((String[]) row.getArray("texts").getArray()),
                List.of((String[]) row.getArray("headings").getArray())),
        PAGES,
        document,
        from,
        to,
        limit);
  }

  /** The passages of these pages, in order. */
  public List<PagePassage> passages(UUID document, int from, int to) {
    return Sql.query(
        source,
        row -> new PagePassage(row.getInt("page"), row.getString("heading"), row.getString("text")),
        """
        select page, heading, text from chunk
        where document_id = ? and page between ? and ? order by no
        """,
        document,
        from,
        to);
  }

  /**
   * The pages of a document as they were read, with their lines and rows of tables; empty if it was
   * indexed by a version that did not keep them.
   */
  public List<DocumentPage> texts(UUID document, int from, int to) {
    return Sql.query(
        source,
        row -> DocumentPage.asRead(row.getInt("page"), row.getString("text").replaceAll(MARK, "")),
        """
        select page, text from document_page
        where document_id = ? and not draft and page between ? and ? order by page
        """,
        document,
        from,
        to);
  }
}
