package org.waybill.limit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.waybill.config.BoundKnobs;
import org.waybill.config.Knob;

/** What can be made, and how much of it one user and one tenant may have. */
public enum Resource {
  /** Tasks that wait for their time. */
  DELAYED_TASKS("delayedTasks", BoundKnobs.USER_DELAYED, BoundKnobs.TENANT_DELAYED, null),
  /** Tasks handed over in an hour; 0 for any number. */
  TASKS_PER_HOUR("tasksPerHour", BoundKnobs.USER_PER_HOUR, BoundKnobs.TENANT_PER_HOUR, null),
  WEBHOOKS(
      "webhooks",
      BoundKnobs.USER_WEBHOOKS,
      BoundKnobs.TENANT_WEBHOOKS,
      "select count(*) as n from webhook where true"),
  SCHEDULES(
      "schedules",
      BoundKnobs.USER_SCHEDULES,
      BoundKnobs.TENANT_SCHEDULES,
      "select count(*) as n from schedule where true"),
  DOCUMENTS(
      "documents",
      BoundKnobs.USER_DOCUMENTS,
      BoundKnobs.TENANT_DOCUMENTS,
      "select count(*) as n from document where true"),
  DOCUMENT_MEGABYTES(
      "documentMegabytes",
      BoundKnobs.USER_MEGABYTES,
      BoundKnobs.TENANT_MEGABYTES,
      "select ceil(coalesce(sum(bytes), 0) / 1000000.0) as n from document where true"),
  TOKENS(
      "tokens",
      BoundKnobs.USER_TOKENS,
      BoundKnobs.TENANT_TOKENS,
      "select count(*) as n from api_token where revoked_at is null"
          + " and (expires_at is null or expires_at > now())");

  private final String label;
  private final Knob<Integer> ofUser;
  private final Knob<Integer> ofTenant;
  private final String counted;

  Resource(String label, Knob<Integer> ofUser, Knob<Integer> ofTenant, String counted) {
    this.label = label;
    this.ofUser = ofUser;
    this.ofTenant = ofTenant;
    this.counted = counted;
  }

  /** As the API names it. */
  public String label() {
    return label;
  }

  Knob<Integer> ofUser() {
    return ofUser;
  }

  Knob<Integer> ofTenant() {
    return ofTenant;
  }

  /** A statement that counts all there are, to be narrowed; empty where others count. */
  Optional<String> counted() {
    return Optional.ofNullable(counted);
  }

  public static Optional<Resource> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Resource::label).toList();
  }
}
