package org.waybill.config;

import java.util.Optional;

/** Settings of agents; listed with all {@link KnownSettings}. */
public final class AgentSettings {

  public static final Setting<Optional<String>> FOLDER =
      Setting.optional(
          "waybill.agents",
          "Folder of agents, one YAML file each; an agent of the same name replaces the one that"
              + " Waybill brings. The launcher's default is `server-config/agents`.");

  private AgentSettings() {}
}
