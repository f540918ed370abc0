package org.waybill.agent;

/**
 * One message of a conversation.
 *
 * @param role {@code user}, {@code assistant} or {@code system}
 */
public record ChatMessage(String role, String text) {

  public static final String USER = "user";
  public static final String ASSISTANT = "assistant";
  public static final String SYSTEM = "system";

  boolean isByUser() {
    return role.equals(USER);
  }
}
