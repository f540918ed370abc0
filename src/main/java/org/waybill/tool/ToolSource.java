package org.waybill.tool;

import java.util.List;

/** Brings tools that come and go, such as those of other servers. A CDI bean. */
public interface ToolSource {

  /** Those that there are now; a tool of Waybill's own of the same name goes first. */
  List<Tool> tools();
}
