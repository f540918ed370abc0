package org.waybill.release;

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

/**
 * Token buckets in the database, shared by all nodes; one for each rule, and each whom it names.
 */
@ApplicationScoped
public class Rates {

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
  int take(Rule rule, String of, int most) {
    return (int) bucket(rule, of).tryConsumeAsMuchAsPossible(most);
  }

  /** Gives back what was taken and not used. */
  void giveBack(Rule rule, String of, int tokens) {
    if (tokens > 0) {
      bucket(rule, of).addTokens(tokens);
    }
  }

  /** How many tokens there are. */
  long left(Rule rule, String of) {
    return bucket(rule, of).getAvailableTokens();
  }

  /** How long until there is a token; zero if there is one. */
  Duration untilNext(Rule rule, String of) {
    return Duration.ofNanos(bucket(rule, of).estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  private BucketProxy bucket(Rule rule, String of) {
    return buckets.builder().build(id(rule, of), () -> configuration(rule));
  }

  private static BucketConfiguration configuration(Rule rule) {
    return BucketConfiguration.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(rule.rate())
                .refillGreedy(rule.rate(), rule.period())
                .build())
        .build();
  }

  /** Another rate is another bucket: the old one would go on counting by its own rate. */
  private static long id(Rule rule, String of) {
    String name =
        String.join(
            "\n", rule.scope().name(), of, rule.rate().toString(), rule.period().toString());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }
}
