package org.waybill.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A chat message, linked to the task that produces or answers it. */
@Entity
@Table(name = "message")
public class Message {

  @Id private UUID id;
  private String tenant;

  @Column(name = "user_id")
  private String userId;

  @Column(name = "chat_id")
  private String chatId;

  private String role;
  private String status;

  @Column(name = "task_id")
  private UUID taskId;

  private String content;
  private String agent;

  @Column(name = "agent_version")
  private Integer agentVersion;

  private String model;
  private String citations;

  /** EclipseLink's conversion of a UUID fails for null. */
  @Column(name = "branch_id")
  private String branchId;

  @Column(name = "created_at")
  private Instant createdAt;

  protected Message() {}

  public UUID id() {
    return id;
  }

  public String tenant() {
    return tenant;
  }

  public String userId() {
    return userId;
  }

  public String chatId() {
    return chatId;
  }

  public MessageRole role() {
    return MessageRole.valueOf(role.toUpperCase(java.util.Locale.ROOT));
  }

  public MessageStatus status() {
    return MessageStatus.valueOf(status.toUpperCase(java.util.Locale.ROOT));
  }

  public UUID taskId() {
    return taskId;
  }

  public String content() {
    return content;
  }

  /** The agent that answered, or null. */
  public String agent() {
    return agent;
  }

  /** Its version, or null. */
  public Integer agentVersion() {
    return agentVersion;
  }

  /** The configured model that answered, or null. */
  public String model() {
    return model;
  }

  /** The passages that it cites, as a JSON array; or null. */
  public String citations() {
    return citations;
  }

  /** The branch of the chat; null for the first one. */
  public UUID branchId() {
    return branchId == null ? null : UUID.fromString(branchId);
  }

  public Instant createdAt() {
    return createdAt;
  }
}
