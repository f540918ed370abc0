package org.waybill.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;
import org.waybill.text.SearchWords;

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
    assertThat(documents.remove(owner, id)).as("its file").hasSize(1);
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
    assertThat(search("apples")).as("until it is indexed again").hasSize(1);
    documents.fail(run(id, 2), "cannot be read", true);
    Document failed = documents.find(owner, id).orElseThrow();
    assertThat(failed.status()).isEqualTo(DocumentStatus.READY);
    assertThat(failed.error()).isEqualTo("cannot be read");
    assertThat(search("apples")).hasSize(1);
  }

  @Test
  void fencesAnAttemptThatWasOvertaken() {
    UUID id = add();
    IndexRun old = run(id, 1);
    IndexRun late = run(id, 2);
    documents.begin(old);
    documents.begin(late);

    assertThat(chunks.publish(old, 1, List.of(chunk("old")))).isFalse();
    documents.fail(old, "old", true);
    assertThat(chunks.publish(late, 1, List.of(chunk("new")))).isTrue();
    documents.fail(late, "too late to fail", true);

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
  void findsStemsInTheLanguageOfEachDocument() {
    publish(
        List.of("Die Häuser wurden an die Stadt verkauft.", "Die Stadt ist alt und hat Mauern."));
    publish(List.of("The incident INC-20391 is running late.", "The wall of the town is old."));
    publish(List.of("Дома были проданы городу.", "В городе старые стены."));
    publish(List.of("東京の天気は晴れです。", "大阪では雨が降っています。"));

    assertThat(best("haus")).contains("Häuser");
    assertThat(best("runs")).contains("running");
    assertThat(best("inc-20391")).contains("INC-20391");
    assertThat(best("дом")).contains("Дома");
    assertThat(best("天気")).contains("東京");
    assertThat(search("':* & | ! \" or")).isNotNull();
  }

  @Test
  void rareWordsCountMore() {
    publish(
        List.of(
            "A place is a place in a place of places.",
            "This place took place in another place.",
            "DebConf19 took place in Curitiba.",
            "DebConf10 took place in New York."));

    List<String> asked = SearchWords.of("Which place did DebConf19 take place in?");
    WordSearch.Result found =
        Sql.with(
            source,
            connection ->
                new WordSearch(chunks.ready(SearchScope.of(owner)))
                    .find(connection, QueryWords.of(asked)));
    assertThat(found.best().get(0).key().no()).isEqualTo(2);
  }

  @Test
  void saysWhichWordsAPassageLacks() {
    publish(List.of("The capital of the association is small.", "Members pay in spring."));

    Chunks.Candidates found =
        chunks.candidates(
            SearchScope.of(owner),
            QueryWords.of(SearchWords.of("the capital of France")),
            VECTOR,
            10);

    assertThat(found.weights().keySet()).containsExactly("capital", "france");
    assertThat(found.weights().get("france")).isGreaterThan(found.weights().get("capital"));
    assertThat(found.hits().get(0).absent()).containsExactly("france");
  }

  @Test
  void aShorterListIsTheBeginningOfALongerOne() {
    publish(IntStream.range(0, 30).mapToObj(n -> "Apples of sort " + n + " are red.").toList());

    List<Integer> all = numbers(30);

    assertThat(numbers(5)).isEqualTo(all.subList(0, 5));
    assertThat(numbers(1)).isEqualTo(all.subList(0, 1));
  }

  @Test
  void findsNothingOfOthers() {
    publish(List.of("Apples and pears."));

    assertThat(
            chunks
                .candidates(
                    SearchScope.of(new Owner(owner.tenant(), "bob")),
                    QueryWords.of(List.of("apples")),
                    VECTOR,
                    9)
                .hits())
        .isEmpty();
    assertThat(
            chunks
                .candidates(
                    SearchScope.of(new Owner("other", "ada")),
                    QueryWords.of(List.of("apples")),
                    VECTOR,
                    9)
                .hits())
        .isEmpty();
  }

  @Test
  void saysWhatIsInAnotherLanguageAndHowWellWordsFit() {
    publish(
        List.of("This is what the members of the club have to pay: the rate is ten.", "And so."));
    publish(List.of("Das ist der Beitrag, den die Mitglieder zu zahlen haben: die Rate ist zehn."));

    List<SearchHit> hits =
        chunks
            .candidates(
                SearchScope.of(owner),
                QueryWords.of(SearchWords.of("What is the rate of the club?")),
                VECTOR,
                9)
            .hits();

    assertThat(hits).filteredOn(SearchHit::foreign).extracting(SearchHit::text).hasSize(1);
    assertThat(hits).filteredOn(SearchHit::foreign).allMatch(hit -> hit.text().startsWith("Das"));
    assertThat(hits.get(0).text()).startsWith("This is");
    assertThat(hits.get(0).words()).isEqualTo(1);
    assertThat(hits).filteredOn(hit -> hit.text().equals("And so.")).allMatch(h -> h.words() == 0);
  }

  @Test
  void searchesOnlyInTheDocumentsAndTimesThatAreAskedFor() {
    publish(List.of("Apples and pears."));
    publish(List.of("Apples and quinces."));
    List<Document> both = documents.list(owner, null, 2);
    UUID newest = both.get(0).id();
    Instant between = both.get(0).createdAt();

    assertThat(texts(SearchScope.of(owner))).hasSize(2);
    assertThat(texts(SearchScope.of(owner, List.of(newest), List.of())))
        .containsExactly("Apples and quinces.");
    assertThat(texts(SearchScope.of(owner, List.of(UUID.randomUUID()), List.of()))).isEmpty();
    assertThat(texts(new SearchScope(owner, List.of(), List.of(), between, null)))
        .containsExactly("Apples and quinces.");
    assertThat(texts(new SearchScope(owner, List.of(), List.of(), null, between)))
        .containsExactly("Apples and pears.");
    assertThat(chunks.any(new SearchScope(owner, List.of(newest), List.of(), null, between)))
        .isFalse();
    Owner bob = new Owner(owner.tenant(), "bob");
    assertThat(texts(SearchScope.of(bob, List.of(newest), List.of()))).isEmpty();
  }

  @Test
  void searchesAndListsByTags() {
    publish(List.of("Apples and pears."));
    publish(List.of("Apples and quinces."));
    List<UUID> ids = documents.list(owner, null, 2).stream().map(Document::id).toList();
    documents.describe(owner, ids.get(0), null, List.of("fruit", "2026"));
    documents.describe(owner, ids.get(1), "renamed.txt", List.of("fruit"));

    assertThat(texts(SearchScope.of(owner, List.of(), List.of("fruit")))).hasSize(2);
    assertThat(texts(SearchScope.of(owner, List.of(), List.of("2026", "fruit"))))
        .containsExactly("Apples and quinces.");
    assertThat(documents.list(owner, List.of("fruit", "2026"), null, 9))
        .extracting(Document::id)
        .containsExactly(ids.get(0));
    assertThat(documents.find(owner, ids.get(1)).orElseThrow().name()).isEqualTo("renamed.txt");
    assertThat(documents.describe(new Owner(owner.tenant(), "bob"), ids.get(0), "x", null))
        .isEmpty();
  }

  private List<String> texts(SearchScope scope) {
    return chunks.candidates(scope, QueryWords.of(List.of("apples")), VECTOR, 9).hits().stream()
        .map(SearchHit::text)
        .toList();
  }

  private List<Integer> numbers(int limit) {
    return chunks
        .candidates(SearchScope.of(owner), QueryWords.of(List.of("apples")), VECTOR, limit)
        .hits()
        .stream()
        .map(SearchHit::no)
        .toList();
  }

  private String best(String words) {
    return search(words).get(0).text();
  }

  private void publish(List<String> texts) {
    UUID id = add();
    IndexRun run = run(id, 1);
    documents.begin(run);
    assertThat(chunks.publish(run, 1, texts.stream().map(DocumentsTest::chunk).toList())).isTrue();
  }

  private List<SearchHit> search(String words) {
    return chunks
        .candidates(SearchScope.of(owner), QueryWords.of(SearchWords.of(words)), VECTOR, 1)
        .hits();
  }

  private UUID add() {
    UUID id = UuidV7.next();
    documents.add(
        new NewDocument(id, owner, "d.txt", "text/plain", 1, id.toString(), "", taskOf(id)));
    return id;
  }

  private static UUID taskOf(UUID document) {
    return new UUID(document.getMostSignificantBits(), ~document.getLeastSignificantBits());
  }

  private IndexRun run(UUID id, int attempt) {
    return new IndexRun(owner, id, taskOf(id), attempt);
  }

  private static Chunk chunk(String text) {
    return new Chunk(1, null, text, PackedVector.pack(VECTOR), new byte[0]);
  }
}
