package org.waybill.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waybill.account.AccountWorld.ANN;
import static org.waybill.account.AccountWorld.BOB;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.secret.SecretRotation;
import org.waybill.sql.Sql;
import org.waybill.world.Beans;

/** Credentials of connected accounts: for their owners, fresh, and gone once they are refused. */
class AccountsTest {

  private ScriptedProvider server;
  private String configuration;
  private Beans node;
  private Accounts accounts;
  private Provider provider;

  @BeforeEach
  void aProvider() throws IOException {
    server = new ScriptedProvider("t");
    configuration = server.configuration("example");
    node = AccountWorld.fresh(configuration);
    accounts = node.get(Accounts.class);
    provider = node.get(Providers.class).find("example").orElseThrow();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private void connect(Owner owner) throws Exception {
    Connections connections = node.get(Connections.class);
    Connections.Begun begun = connections.begin(owner, provider, "https://waybill.example/cb");
    Map<String, String> consent = server.consent(begun.authorizationUrl());
    assertThat(
            connections.finish(provider, consent.get("state"), begun.cookie(), consent.get("code")))
        .isTrue();
  }

  private String token() throws Exception {
    return accounts.credential(ANN, "example", "any").token();
  }

  /** The token ends in so many seconds. */
  private static void endsIn(int seconds) {
    Sql.update(
        TestDatabase.source(),
        "update account set expires_at = now() + ? * interval '1 second'",
        seconds);
  }

  @Test
  void aTokenIsRefreshedBeforeItEnds() throws Exception {
    connect(ANN);
    String first = token();
    endsIn(30);
    assertThat(token()).isNotEqualTo(first).isEqualTo(server.accessToken());
    token();
    assertThat(server.requests("refresh_token")).hasSize(1);
  }

  @Test
  void manyTasksOnTwoNodesRefreshOnce() throws Exception {
    connect(ANN);
    endsIn(-1);
    Accounts other = AccountWorld.node(configuration, AccountWorld.keys("one")).get(Accounts.class);
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Accounts asked = i % 2 == 0 ? accounts : other;
      answers.add(threads.submit(() -> asked.credential(ANN, "example", "any").token()));
    }
    Set<String> tokens = new HashSet<>();
    for (Future<String> answer : answers) {
      tokens.add(answer.get());
    }
    threads.shutdown();
    assertThat(tokens).containsExactly(server.accessToken());
    assertThat(server.requests("refresh_token")).hasSize(1);
  }

  @Test
  void aRefreshThatAnotherNodeBeganAndDiedInIsTakenOver() throws Exception {
    connect(ANN);
    endsIn(-1);
    Sql.update(
        TestDatabase.source(),
        "update account set refresh_until = now() + interval '700 milliseconds'");
    assertThat(token()).isEqualTo(server.accessToken());
    assertThat(server.requests("refresh_token")).hasSize(1);
  }

  @Test
  void aProviderThatIsAwayEndsNothing() throws Exception {
    connect(ANN);
    String first = token();
    server.answers(500);
    endsIn(30);
    assertThat(token()).as("it is valid still").isEqualTo(first);
    endsIn(-1);
    assertThatThrownBy(this::token)
        .isInstanceOf(ProviderUnavailable.class)
        .hasMessageNotContaining("t-refresh");
    server.answers(200);
    assertThat(token()).isEqualTo(server.accessToken()).isNotEqualTo(first);
  }

  @Test
  void aRevokedConsentNeedsTheAccountAgain() throws Exception {
    connect(ANN);
    server.revoke();
    endsIn(-1);
    assertThatThrownBy(this::token)
        .isInstanceOf(NeedsAccount.class)
        .hasMessageContaining("POST /api/accounts/example/connect");
    assertThat(accounts.list(ANN)).extracting(Account::state).containsExactly("expired");
    assertThatThrownBy(this::token).isInstanceOf(NeedsAccount.class);
    assertThat(server.requests("refresh_token")).hasSize(1);
    connect(ANN);
    assertThat(token()).isEqualTo(server.accessToken());
  }

  @Test
  void aRefreshTokenIsKeptWhereTheAnswerHasNone() throws Exception {
    connect(ANN);
    server.hidesRefreshTokens();
    endsIn(-1);
    token();
    endsIn(-1);
    assertThat(token()).isEqualTo(server.accessToken());
    assertThat(server.requests("refresh_token")).hasSize(2);
  }

  @Test
  void aRefusedCredentialDoesNotEndANewerOne() throws Exception {
    connect(ANN);
    Credential old = accounts.credential(ANN, "example", "any");
    connect(ANN);
    accounts.reject(old);
    assertThat(accounts.list(ANN)).extracting(Account::state).containsExactly("connected");
    accounts.reject(accounts.credential(ANN, "example", "any"));
    assertThatThrownBy(this::token).isInstanceOf(NeedsAccount.class);
  }

  @Test
  void nothingIsLeftOfARemovedAccount() throws Exception {
    connect(ANN);
    connect(BOB);
    assertThat(accounts.disconnect(ANN, "example")).isTrue();
    assertThat(accounts.disconnect(ANN, "example")).isFalse();
    assertThatThrownBy(this::token).isInstanceOf(NeedsAccount.class);
    assertThat(accounts.list(BOB)).hasSize(1);
  }

  @Test
  void aSecretThatWasMovedToAnotherUsersRowIsNotUsed() throws Exception {
    connect(ANN);
    connect(BOB);
    Sql.update(
        TestDatabase.source(),
        "update account set secret = (select secret from account where user_id = 'bob')"
            + " where user_id = 'ann'");
    assertThatThrownBy(this::token)
        .isInstanceOf(NeedsAccount.class)
        .hasMessageContaining("cannot be read");
    assertThat(accounts.credential(BOB, "example", "any").token()).isNotEmpty();
  }

  @Test
  void rotationReEncryptsAllThatThereIsAndOldKeysCanGo() throws Exception {
    connect(ANN);
    connect(BOB);
    node.get(Connections.class).begin(ANN, provider, "https://waybill.example/cb");
    Beans rotating = AccountWorld.node(configuration, AccountWorld.keys("two", "one"));
    SecretRotation rotation = rotating.get(SecretRotation.class);
    assertThat(rotation.valuesByKey()).isEqualTo(Map.of("one", 3L));
    assertThat(rotation.rotate(1)).isEqualTo(new SecretRotation.Rotated(1, 0));
    assertThat(rotation.rotate(1_000)).isEqualTo(new SecretRotation.Rotated(2, 0));
    assertThat(rotation.rotate(1_000)).isEqualTo(new SecretRotation.Rotated(0, 0));
    assertThat(rotation.valuesByKey()).isEqualTo(Map.of("two", 3L));
    Accounts after = AccountWorld.node(configuration, AccountWorld.keys("two")).get(Accounts.class);
    assertThat(after.credential(BOB, "example", "any").token()).startsWith("t-access");
  }

  @Test
  void rotationCountsWhatItCannotReadAndLeavesItAlone() throws Exception {
    connect(ANN);
    connect(BOB);
    Sql.update(
        TestDatabase.source(), "update account set secret = secret || 'A' where user_id = 'bob'");
    Beans rotating = AccountWorld.node(configuration, AccountWorld.keys("two", "one"));
    assertThat(rotating.get(SecretRotation.class).rotate(1_000))
        .isEqualTo(new SecretRotation.Rotated(1, 1));
  }

  @Test
  void onlyTheToolsOfTheProviderUseIt() throws Exception {
    Beans limited =
        AccountWorld.node(
            "[{\"name\":\"tracker\",\"kind\":\"api_key\",\"tools\":[\"tracker_read\"]}]",
            AccountWorld.keys("one"));
    Provider tracker = limited.get(Providers.class).find("tracker").orElseThrow();
    Accounts here = limited.get(Accounts.class);
    here.connect(ANN, tracker, Json.object().add("key", "k-123").build());
    assertThat(here.credential(ANN, "tracker", "tracker_read").token()).isEqualTo("k-123");
    assertThat(here.credential(ANN, "tracker", "tracker_read").toString()).doesNotContain("k-123");
    assertThatThrownBy(() -> here.credential(ANN, "tracker", "http"))
        .isInstanceOf(NeedsAccount.class)
        .hasMessageContaining("http may not use accounts of tracker");
    assertThatThrownBy(() -> here.credential(ANN, "nowhere", "http"))
        .isInstanceOf(NeedsAccount.class);
  }
}
