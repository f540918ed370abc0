package org.waybill.dispatch;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/** Token buckets in the database, shared by all nodes; one per rule and per name it applies to. */
@ApplicationScoped
public class RateLimiter {

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  private ProxyManager<Long> buckets;

  @PostConstruct
  void start() {
    buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(relaxed)
            .table("token_bucket")
            .idColumn("id")
            .stateColumn("state")
            .build();
  }

  /** Takes as many tokens as there are, at most so many. */
  int take(LimitRule limitRule, String of, int most) {
    return (int) bucket(limitRule, of).tryConsumeAsMuchAsPossible(most);
  }

  /** Gives back what was taken and not used. */
  void giveBack(LimitRule limitRule, String of, int tokens) {
    if (tokens > 0) {
      bucket(limitRule, of).addTokens(tokens);
    }
  }

  /** How many tokens there are. */
  long left(LimitRule limitRule, String of) {
    return bucket(limitRule, of).getAvailableTokens();
  }

  /** How long until there is a token; zero if there is one. */
  Duration untilNext(LimitRule limitRule, String of) {
    return Duration.ofNanos(
        bucket(limitRule, of).estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  private BucketProxy bucket(LimitRule limitRule, String of) {
    return buckets.builder().build(id(limitRule, of), () -> configuration(limitRule));
  }

  private static BucketConfiguration configuration(LimitRule limitRule) {
    return BucketConfiguration.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(limitRule.rate())
                .refillGreedy(limitRule.rate(), limitRule.period())
                .build())
        .build();
  }

  /** A different rate is a different bucket: the old one would keep its own rate. */
  private static long id(LimitRule limitRule, String of) {
    String name =
        String.join(
            "\n",
            limitRule.scope().name(),
            of,
            limitRule.rate().toString(),
            limitRule.period().toString());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }
}
