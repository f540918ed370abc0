package org.waybill.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;
import org.waybill.task.UuidV7;

class DocumentsTest {

  private static final float[] VECTOR = {1, 0};

  private final DataSource source = TestDatabase.source();
  private final Documents documents = new Documents(source);
  private final Chunks chunks = new Chunks(source, new Vectors(source, 1_000));
  private final Owner owner = new Owner("tenant-" + UuidV7.next(), "ada");

  @Test
  void listsNewestFirstPageByPage() {
    UUID first = add();
    UUID second = add();
    UUID third = add();

    assertThat(documents.list(owner, null, 2))
        .extracting(Document::id)
        .containsExactly(third, second);
    assertThat(documents.list(owner, second, 2)).extracting(Document::id).containsExactly(first);
    assertThat(documents.list(new Owner(owner.tenant(), "bob"), null, 9)).isEmpty();
  }

  @Test
  void deletesOnlyForItsOwner() {
    UUID id = add();

    assertThat(documents.remove(new Owner("other", "ada"), id)).isEmpty();
    assertThat(documents.remove(owner, id)).map(Document::id).hasValue(id);
    assertThat(documents.remove(owner, id)).isEmpty();
  }

  @Test
  void becomesSearchableOnlyWhenPublished() {
    UUID id = add();
    IndexRun run = run(id, 1);
    documents.begin(run);
    assertThat(search("apples")).isEmpty();

    assertThat(chunks.publish(run, 1, List.of(chunk("Apples and pears.")))).isTrue();

    assertThat(search("apples")).extracting(SearchHit::text).containsExactly("Apples and pears.");
    assertThat(documents.countReady(owner)).isEqualTo(1);
    documents.begin(run(id, 2));
    assertThat(search("apples")).isEmpty();
  }

  @Test
  void fencesAnAttemptThatWasOvertaken() {
    UUID id = add();
    IndexRun old = run(id, 1);
    IndexRun late = run(id, 2);
    documents.begin(old);
    documents.begin(late);

    assertThat(chunks.publish(old, 1, List.of(chunk("old")))).isFalse();
    documents.fail(old, "old");
    assertThat(chunks.publish(late, 1, List.of(chunk("new")))).isTrue();
    documents.fail(late, "too late to fail");

    assertThat(documents.find(owner, id).orElseThrow().status()).isEqualTo(DocumentStatus.READY);
    assertThat(documents.begin(old)).isEmpty();
    assertThat(search("new")).hasSize(1);
  }

  @Test
  void publishesNothingForADeletedDocument() {
    UUID id = add();
    IndexRun run = run(id, 1);
    documents.begin(run);
    documents.remove(owner, id);

    assertThat(chunks.publish(run, 1, List.of(chunk("gone")))).isFalse();
  }

  @Test
  void findsStemsInBothLanguagesAndMinorPunctuation() {
    UUID id = add();
    IndexRun run = run(id, 1);
    documents.begin(run);
    chunks.publish(
        run,
        1,
        List.of(chunk("Die Häuser wurden verkauft."), chunk("Incident INC-20391: running late.")));

    assertThat(search("haus")).isNotEmpty();
    assertThat(search("runs")).isNotEmpty();
    assertThat(search("inc-20391")).isNotEmpty();
    assertThat(search("':* & | ! \" or")).isNotNull();
  }

  private List<SearchHit> search(String words) {
    return chunks.candidates(owner, words, VECTOR, 1).stream().toList();
  }

  private UUID add() {
    UUID id = UuidV7.next();
    documents.add(new NewDocument(id, owner, "d.txt", "text/plain", 1, "", "", taskOf(id)));
    return id;
  }

  private static UUID taskOf(UUID document) {
    return new UUID(document.getMostSignificantBits(), ~document.getLeastSignificantBits());
  }

  private IndexRun run(UUID id, int attempt) {
    return new IndexRun(owner, id, taskOf(id), attempt);
  }

  private static Chunk chunk(String text) {
    return new Chunk(1, text, PackedVector.pack(VECTOR));
  }
}
