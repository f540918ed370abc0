package org.waybill.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts calls together whose fragments come in turns. A fragment belongs to the call that was opened
 * last at its place; another id opens another call, whatever its place.
 */
final class CallFragments {

  /** Arguments that are no JSON, so that the call is not executed. */
  private static final String MIXED = "(the fragments of several calls could not be told apart)";

  private static final class Open {
    private final StringBuilder arguments = new StringBuilder();
    private String id;
    private String tool;
  }

  private final List<Open> calls = new ArrayList<>();
  private final Map<Integer, Open> atPlace = new HashMap<>();
  private boolean mixed;

  /**
   * @param place of the call among the others, or null
   * @param id or null if this is not its first fragment
   * @param tool or null
   * @param arguments a piece of JSON text, or null
   */
  void add(Integer place, String id, String tool, String arguments) {
    Open open = open(place, id, tool);
    if (open == null) {
      return;
    }
    open.id = open.id == null ? id : open.id;
    open.tool = open.tool == null ? tool : open.tool;
    open.arguments.append(arguments == null ? "" : arguments);
  }

  private Open open(Integer place, String id, String tool) {
    Open known = known(place, id, tool);
    if (known != null) {
      return known;
    }
    if (place == null && id == null && tool == null) {
      mixed |= !calls.isEmpty();
      return null;
    }
    Open opened = new Open();
    calls.add(opened);
    if (place != null) {
      atPlace.put(place, opened);
    }
    return opened;
  }

  private Open known(Integer place, String id, String tool) {
    if (id != null) {
      for (Open each : calls) {
        if (id.equals(each.id)) {
          return each;
        }
      }
      Open waits = place == null ? null : atPlace.get(place);
      return waits != null && waits.id == null ? waits : null;
    }
    if (place != null) {
      return atPlace.get(place);
    }
    return tool == null && calls.size() == 1 ? calls.get(0) : null;
  }

  /** The calls, each with an id of its own. */
  List<RequestedCall> all() {
    List<RequestedCall> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Open each : calls) {
      String id = each.id == null || each.id.isBlank() ? "call_" + (all.size() + 1) : each.id;
      while (!ids.add(id)) {
        id = id + "_" + (all.size() + 1);
      }
      String tool = each.tool == null ? "" : each.tool;
      all.add(new RequestedCall(id, tool, mixed ? MIXED : each.arguments.toString()));
    }
    return all;
  }
}
