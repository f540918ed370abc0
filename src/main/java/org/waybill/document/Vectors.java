package org.waybill.document;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.config.DocumentSettings;
import org.waybill.config.Settings;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Finds the chunks nearest to a vector, in memory; loads what is missing and keeps what fits. */
@ApplicationScoped
public class Vectors {

  /** A chunk and its cosine with the query. */
  record Near(UUID documentId, int no, float cosine) {

    WordSearch.Key key() {
      return new WordSearch.Key(documentId, no);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared, only kept
  private record Loaded(int revision, byte[] vectors) {}

  /** The most chunks that one statement brings, so that loading takes little memory besides. */
  private static final int LOADED_AT_ONCE = 20_000;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  private final long capacity;
  private final LinkedHashMap<UUID, Loaded> cache = new LinkedHashMap<>(64, 0.75f, true);
  private long cachedBytes;

  /** For the container's proxy. */
  protected Vectors() {
    this.capacity = 0;
  }

  @Inject
  public Vectors(Settings settings) {
    this.capacity = settings.get(DocumentSettings.CACHE) * 1_000_000L;
  }

  public Vectors(DataSource source, long capacityBytes) {
    this.source = source;
    this.capacity = capacityBytes;
  }

  /** The {@code limit} nearest chunks of these documents, nearest first. */
  List<Near> nearest(List<IndexedDocument> documents, float[] vector, int limit) {
    var query = new PackedVector.Query(vector);
    var best = new PriorityQueue<Near>(Comparator.comparingDouble(Near::cosine));
    List<IndexedDocument> missing = new ArrayList<>();
    for (IndexedDocument document : documents) {
      byte[] vectors = cached(document);
      if (vectors == null) {
        missing.add(document);
      } else {
        scan(document.id(), vectors, query, best, limit);
      }
    }
    for (List<IndexedDocument> part : parts(missing)) {
      load(part).forEach((id, vectors) -> scan(id, vectors, query, best, limit));
    }
    return best.stream().sorted(Comparator.comparingDouble(Near::cosine).reversed()).toList();
  }

  private static void scan(
      UUID id, byte[] vectors, PackedVector.Query query, PriorityQueue<Near> best, int limit) {
    for (int no = 0; no * query.stride() < vectors.length; no++) {
      float cosine = query.cosine(vectors, no * query.stride());
      if (best.size() < limit) {
        best.add(new Near(id, no, cosine));
      } else if (cosine > best.peek().cosine()) {
        best.poll();
        best.add(new Near(id, no, cosine));
      }
    }
  }

  private static List<List<IndexedDocument>> parts(List<IndexedDocument> documents) {
    List<List<IndexedDocument>> parts = new ArrayList<>();
    int room = 0;
    for (IndexedDocument document : documents) {
      if (parts.isEmpty() || document.chunks() > room) {
        parts.add(new ArrayList<>());
        room = LOADED_AT_ONCE;
      }
      parts.get(parts.size() - 1).add(document);
      room -= document.chunks();
    }
    return parts;
  }

  private Map<UUID, byte[]> load(List<IndexedDocument> documents) {
    Map<UUID, byte[]> loaded = new HashMap<>();
    Sql.query(
        source,
        row -> loaded.put(row.getObject("document_id", UUID.class), row.getBytes("vectors")),
        """
        select document_id, string_agg(embedding, ''::bytea order by no) as vectors
        from chunk where document_id = any(?) group by document_id
        """,
        ArrayParameter.uuids(documents, IndexedDocument::id));
    documents.stream()
        .filter(document -> loaded.containsKey(document.id()))
        .forEach(document -> keep(document, loaded.get(document.id())));
    return loaded;
  }

  private synchronized byte[] cached(IndexedDocument document) {
    Loaded loaded = cache.get(document.id());
    return loaded == null || loaded.revision() != document.revision() ? null : loaded.vectors();
  }

  private synchronized void keep(IndexedDocument document, byte[] vectors) {
    Loaded old = cache.put(document.id(), new Loaded(document.revision(), vectors));
    cachedBytes += vectors.length - (old == null ? 0 : old.vectors().length);
    var oldest = cache.values().iterator();
    while (cachedBytes > capacity && oldest.hasNext()) {
      cachedBytes -= oldest.next().vectors().length;
      oldest.remove();
    }
  }

  /** What the cache holds now. */
  synchronized long cachedBytes() {
    return cachedBytes;
  }
}
