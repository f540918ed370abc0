package org.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;

/** Secrets of webhooks, and what their owners may see. */
class WebhookOwnerTest extends DeliveryFixture {

  @Test
  void ofARotatedSecretTheFormerOneLivesOnForAWhile() {
    Webhook webhook = made(spec(EventKind.COMPLETED));
    Webhook rotated =
        world
            .bean(Webhooks.class)
            .rotate(webhook.id(), OWNER, null, Duration.ofHours(1))
            .orElseThrow();
    assertThat(rotated.secret().former()).isEqualTo(webhook.secret().text());
    assertThat(rotated.secret().text()).isNotEqualTo(webhook.secret().text());
    Secrets secrets = world.bean(Secrets.class);
    Secret first = secrets.of("t", "u");
    assertThat(secrets.of("t", "u")).isEqualTo(first);
    assertThat(secrets.rotate("t", "u", Duration.ofHours(1)).former()).isEqualTo(first.text());
  }

  @Test
  void aHookWhoseOwnerLostTheLastTokenIsDisabledAndSaysWhy() {
    token("user", false);
    Webhook webhook = made(spec(EventKind.COMPLETED));
    ended(task("t", "u"));
    world.bean(DeliverySender.class).send(due().get(0));
    assertThat(found(webhook).disabledBecause()).contains("no longer has a valid API token");
    assertThat(all())
        .singleElement()
        .satisfies(d -> assertThat(d.state()).isEqualTo(Delivery.State.FAILED));
  }

  @Test
  void aHookOfTheWholeTenantNeedsAnOperator() {
    token("operator", false);
    token("user", true);
    Webhook webhook =
        made(
            new WebhookSpec(
                "http://localhost/",
                null,
                true,
                Set.of(EventKind.COMPLETED),
                Set.of(),
                null,
                null,
                null,
                true));
    ended(task("t", "other"));
    world.bean(DeliverySender.class).send(due().get(0));
    assertThat(found(webhook).disabledBecause()).contains("requires role operator");
  }

  private Webhook found(Webhook webhook) {
    return world.bean(Webhooks.class).find(webhook.id(), OWNER).orElseThrow();
  }

  private void token(String role, boolean valid) {
    Sql.update(
        world.rows(),
        "insert into api_token (id, token_hash, tenant, user_id, role, name, revoked_at)"
            + " values (gen_random_uuid(), decode(md5(random()::text), 'hex'), 't', 'u', ?, '',"
            + " case when not ? then now() end)",
        role,
        valid);
  }
}
