package org.waybill.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waybill.account.AccountWorld.ANN;
import static org.waybill.account.AccountWorld.BOB;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.world.Beans;

/** A consent connects the account of whom it is from, once; the provider checks PKCE. */
class ConnectionsTest {

  private static final String REDIRECT = "https://waybill.example/api/accounts/example/callback";

  private ScriptedProvider server;
  private Connections connections;
  private Accounts accounts;
  private Provider provider;

  @BeforeEach
  void aProvider() throws IOException {
    server = new ScriptedProvider("t");
    Beans beans = AccountWorld.fresh(server.configuration("example"));
    connections = beans.get(Connections.class);
    accounts = beans.get(Accounts.class);
    provider = beans.get(Providers.class).find("example").orElseThrow();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private boolean finish(Connections.Begun begun, String cookie) throws Exception {
    Map<String, String> consent = server.consent(begun.authorizationUrl());
    return connections.finish(provider, consent.get("state"), cookie, consent.get("code"));
  }

  private Connections.Begun begin(Owner owner) {
    return connections.begin(owner, provider, REDIRECT);
  }

  @Test
  void aConsentConnectsTheAccountOfWhomItIsFrom() throws Exception {
    Connections.Begun begun = begin(ANN);
    assertThat(begun.authorizationUrl())
        .contains("code_challenge_method=S256", "scope=repo+user", "client_id=waybill")
        .doesNotContain(server.clientSecret());
    assertThat(finish(begun, begun.cookie())).isTrue();
    assertThat(accounts.list(ANN))
        .singleElement()
        .satisfies(
            account -> {
              assertThat(account.scopes()).isEqualTo("repo");
              assertThat(account.isConnected()).isTrue();
              assertThat(account.expiresAt()).isNotNull();
            });
    assertThat(accounts.list(BOB)).isEmpty();
    assertThat(accounts.credential(ANN, "example", "any").token()).isEqualTo(server.accessToken());
    assertThatThrownBy(() -> accounts.credential(BOB, "example", "any"))
        .isInstanceOf(NeedsAccount.class);
  }

  @Test
  void aStateCountsOnce() throws Exception {
    Connections.Begun begun = begin(ANN);
    Map<String, String> consent = server.consent(begun.authorizationUrl());
    assertThat(finish(begun, begun.cookie())).isTrue();
    assertThat(
            connections.finish(provider, consent.get("state"), begun.cookie(), consent.get("code")))
        .isFalse();
    assertThat(server.requests("authorization_code")).hasSize(1);
  }

  @Test
  void aStateOfAnotherUserConnectsNothing() throws Exception {
    Connections.Begun anns = begin(ANN);
    Connections.Begun bobs = begin(BOB);
    assertThat(finish(anns, bobs.cookie())).isFalse();
    assertThat(server.requests("authorization_code")).isEmpty();
    assertThat(accounts.list(BOB)).isEmpty();
    assertThat(finish(anns, anns.cookie())).as("it is not used up").isTrue();
  }

  @Test
  void anExpiredStateConnectsNothing() throws Exception {
    Connections.Begun begun = begin(ANN);
    Sql.update(
        TestDatabase.source(), "update account_connection set expires_at = now() - interval '1s'");
    assertThat(finish(begun, begun.cookie())).isFalse();
    assertThat(accounts.list(ANN)).isEmpty();
  }

  @Test
  void aCodeWithoutItsVerifierIsRefusedByTheProvider() {
    Connections.Begun first = begin(ANN);
    Connections.Begun second = begin(ANN);
    Map<String, String> stolen = server.consent(first.authorizationUrl());
    Map<String, String> own = server.consent(second.authorizationUrl());
    assertThatThrownBy(
            () ->
                connections.finish(provider, own.get("state"), second.cookie(), stolen.get("code")))
        .isInstanceOf(TokenRefused.class)
        .hasMessageContaining("invalid_grant");
    assertThat(accounts.list(ANN)).isEmpty();
  }

  @Test
  void aRefusalUsesTheStateUp() throws Exception {
    Connections.Begun begun = begin(ANN);
    String state = server.consent(begun.authorizationUrl()).get("state");
    assertThat(connections.cancel(provider, state, begun.cookie())).isTrue();
    assertThat(finish(begun, begun.cookie())).isFalse();
  }

  @Test
  void oneUserHasTenOpenConnectionsAtMost() {
    for (int i = 0; i < 15; i++) {
      begin(ANN);
    }
    begin(BOB);
    assertThat(
            Sql.query(
                TestDatabase.source(),
                row -> row.getString("user_id") + " " + row.getInt("number"),
                "select user_id, count(*) as number from account_connection group by 1 order by 1"))
        .containsExactly("ann 10", "bob 1");
  }

  @Test
  void nothingIsStoredInClear() throws Exception {
    Connections.Begun open = begin(BOB);
    Connections.Begun begun = begin(ANN);
    finish(begun, begun.cookie());
    String verifier = server.requests("authorization_code").get(0).get("code_verifier");
    String rows =
        String.join(
            "\n",
            Sql.query(
                TestDatabase.source(),
                row -> row.getString(1),
                "select a::text from account a union all select c::text from account_connection c"));
    assertThat(rows)
        .doesNotContain("t-access", "t-refresh", verifier, begun.cookie(), open.cookie());
  }
}
