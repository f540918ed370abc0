package org.waybill.limit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.waybill.config.LimitSettings;
import org.waybill.config.Setting;

/** What can be made, and how much of it one user and one tenant may have. */
public enum Resource {
  /** Tasks that wait for their time. */
  DELAYED_TASKS("delayedTasks", LimitSettings.USER_DELAYED, LimitSettings.TENANT_DELAYED, null),
  /** Tasks handed over in an hour; 0 for any number. */
  TASKS_PER_HOUR("tasksPerHour", LimitSettings.USER_PER_HOUR, LimitSettings.TENANT_PER_HOUR, null),
  WEBHOOKS(
      "webhooks",
      LimitSettings.USER_WEBHOOKS,
      LimitSettings.TENANT_WEBHOOKS,
      "select count(*) as n from webhook where true"),
  SCHEDULES(
      "schedules",
      LimitSettings.USER_SCHEDULES,
      LimitSettings.TENANT_SCHEDULES,
      "select count(*) as n from schedule where true"),
  DOCUMENTS(
      "documents",
      LimitSettings.USER_DOCUMENTS,
      LimitSettings.TENANT_DOCUMENTS,
      "select count(*) as n from document where true"),
  DOCUMENT_MEGABYTES(
      "documentMegabytes",
      LimitSettings.USER_MEGABYTES,
      LimitSettings.TENANT_MEGABYTES,
      "select ceil(coalesce(sum(bytes), 0) / 1000000.0) as n from ("
          + "select tenant, user_id, bytes from document union all"
          + " select d.tenant, d.user_id, v.bytes from document_version v"
          + " join document d on d.id = v.document_id) as stored where true"),
  CAMERAS(
      "cameras",
      LimitSettings.USER_CAMERAS,
      LimitSettings.TENANT_CAMERAS,
      "select count(*) as n from camera where true"),
  TOKENS(
      "tokens",
      LimitSettings.USER_TOKENS,
      LimitSettings.TENANT_TOKENS,
      "select count(*) as n from api_token where revoked_at is null"
          + " and (expires_at is null or expires_at > now())");

  private final String label;
  private final Setting<Integer> ofUser;
  private final Setting<Integer> ofTenant;
  private final String counted;

  Resource(String label, Setting<Integer> ofUser, Setting<Integer> ofTenant, String counted) {
    this.label = label;
    this.ofUser = ofUser;
    this.ofTenant = ofTenant;
    this.counted = counted;
  }

  /** As the API names it. */
  public String label() {
    return label;
  }

  Setting<Integer> ofUser() {
    return ofUser;
  }

  Setting<Integer> ofTenant() {
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
