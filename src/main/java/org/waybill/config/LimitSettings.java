package org.waybill.config;

/** Default limits per user and tenant; listed with all {@link KnownSettings}. */
public final class LimitSettings {

  private static final int MANY = 1_000_000_000;

  public static final Setting<Integer> USER_SHARE =
      Setting.number(
          "waybill.queue.user-share",
          25,
          1,
          100,
          "Maximum share of one user, in percent. Shares apply only while others wait in the queue;"
              + " a single user may fill the queue, and others are still accepted.");
  public static final Setting<Integer> CHILDREN =
      Setting.number(
          "waybill.limit.task.children", 1_000, 1, MANY, "Maximum children of one task.");
  public static final Setting<Integer> DEPTH =
      Setting.number(
          "waybill.limit.task.depth", 8, 1, 1_000, "Maximum generations of children below a task.");

  public static final Setting<Integer> USER_DELAYED =
      ofUser("delayed-tasks", 50_000, "Maximum delayed tasks per user.");
  public static final Setting<Integer> TENANT_DELAYED = ofTenant("delayed-tasks", 200_000);
  public static final Setting<Integer> USER_PER_HOUR =
      ofUser("tasks-per-hour", 0, "Maximum tasks that a user submits per hour; 0: unlimited.");
  public static final Setting<Integer> TENANT_PER_HOUR = ofTenant("tasks-per-hour", 0);
  public static final Setting<Integer> USER_WEBHOOKS =
      ofUser("webhooks", 100, "Maximum webhooks per user.");
  public static final Setting<Integer> TENANT_WEBHOOKS = ofTenant("webhooks", 1_000);
  public static final Setting<Integer> USER_SCHEDULES =
      ofUser("schedules", 100, "Maximum schedules per user.");
  public static final Setting<Integer> TENANT_SCHEDULES = ofTenant("schedules", 1_000);
  public static final Setting<Integer> USER_DOCUMENTS =
      ofUser("documents", 10_000, "Maximum documents per user.");
  public static final Setting<Integer> TENANT_DOCUMENTS = ofTenant("documents", 100_000);
  public static final Setting<Integer> USER_MEGABYTES =
      ofUser("document-megabytes", 10_000, "Maximum total size of a user's documents, in MB.");
  public static final Setting<Integer> TENANT_MEGABYTES = ofTenant("document-megabytes", 100_000);
  public static final Setting<Integer> USER_CAMERAS =
      ofUser("cameras", 20, "Maximum cameras per user.");
  public static final Setting<Integer> TENANT_CAMERAS = ofTenant("cameras", 500);
  public static final Setting<Integer> USER_TOKENS =
      ofUser("tokens", 1_000, "Maximum valid API tokens per user.");
  public static final Setting<Integer> TENANT_TOKENS = ofTenant("tokens", 10_000);
  public static final Setting<Integer> USER_MAILS =
      Setting.number(
          "waybill.limit.user.mails-per-hour",
          20,
          0,
          MANY,
          "Maximum notification e-mails per user and hour.");

  private LimitSettings() {}

  private static Setting<Integer> ofUser(String what, int standard, String meaning) {
    return Setting.number("waybill.limit.user." + what, standard, 0, MANY, meaning);
  }

  private static Setting<Integer> ofTenant(String what, int standard) {
    return Setting.number(
        "waybill.limit.tenant." + what, standard, 0, MANY, "The same limit per tenant.");
  }
}
