package org.waybill.api.a2a;

import java.util.Arrays;
import java.util.Optional;

/** The operations of the protocol, with their JSON-RPC methods. */
enum Operation {
  SEND("SendMessage", "message/send"),
  STREAM("SendStreamingMessage", "message/stream"),
  GET("GetTask", "tasks/get"),
  LIST("ListTasks", null),
  CANCEL("CancelTask", "tasks/cancel"),
  SUBSCRIBE("SubscribeToTask", "tasks/resubscribe"),
  SET_PUSH("CreateTaskPushNotificationConfig", "tasks/pushNotificationConfig/set"),
  GET_PUSH("GetTaskPushNotificationConfig", "tasks/pushNotificationConfig/get"),
  LIST_PUSH("ListTaskPushNotificationConfigs", "tasks/pushNotificationConfig/list"),
  DELETE_PUSH("DeleteTaskPushNotificationConfig", "tasks/pushNotificationConfig/delete"),
  CARD("GetExtendedAgentCard", "agent/getAuthenticatedExtendedCard");

  private final String name;
  private final String legacyName;

  Operation(String name, String legacyName) {
    this.name = name;
    this.legacyName = legacyName;
  }

  /** The operation with this method name in a version. */
  static Optional<Operation> named(String method, ProtocolVersion protocolVersion) {
    return Arrays.stream(values())
        .filter(each -> method.equals(protocolVersion.isLegacy() ? each.legacyName : each.name))
        .findFirst();
  }

  /** Whether it responds with a stream of events. */
  boolean streams() {
    return this == STREAM || this == SUBSCRIBE;
  }
}
