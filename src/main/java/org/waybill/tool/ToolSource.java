package org.waybill.tool;

import java.util.List;

/** Brings tools that come and go, such as those of other servers. A CDI bean. */
public interface ToolSource {

  /** Those that there are now; a tool of Waybill's own of the same name goes first. */
  List<Tool> tools();

  /** Whether it may bring a tool of this name that it does not know yet, as after a start. */
  default boolean mayBring(String tool) {
    return false;
  }
}
