package org.waybill.camera;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Changes the states of a camera whose row is locked, and writes down which began and ended. */
final class CameraStates {

  private static final String SET = "update camera set states = ? where id = ?";
  private static final String ADD =
      "insert into camera_event (camera_id, kind, frame_id) values (?, ?, ?)";

  private CameraStates() {}

  /**
   * @param known the states that are known by now, one way or the other
   * @param present those of them that the camera is in
   * @param frame that shows it, or null
   * @return the kinds of events
   */
  static List<String> change(
      Connection connection,
      Camera camera,
      Set<CameraState> known,
      Set<CameraState> present,
      UUID frame)
      throws SQLException {
    List<String> states = new ArrayList<>(camera.states());
    List<String> kinds = new ArrayList<>();
    for (CameraState state : known) {
      boolean was = camera.states().contains(state.label());
      boolean is = present.contains(state);
      if (is && !was) {
        states.add(state.label());
      } else if (was && !is) {
        states.remove(state.label());
      }
      if (is != was) {
        kinds.add(state.event(is));
        Sql.update(connection, ADD, camera.id(), state.event(is), frame);
      }
    }
    if (!kinds.isEmpty()) {
      Sql.update(connection, SET, ArrayParameter.texts(states, state -> state), camera.id());
    }
    return kinds;
  }
}
