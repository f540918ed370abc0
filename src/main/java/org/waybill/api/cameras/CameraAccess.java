package org.waybill.api.cameras;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.FieldText;
import org.waybill.api.Problem;
import org.waybill.camera.Camera;
import org.waybill.camera.Cameras;
import org.waybill.security.ApiTokens;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;

/** The caller's own cameras; another's are not there. */
@ApplicationScoped
class CameraAccess {

  @Inject private Cameras cameras;
  @Inject private ApiTokens tokens;

  Camera find(Caller caller, String id) {
    return FieldText.uuid(id)
        .flatMap(each -> cameras.find(caller.owner(), each))
        .orElseThrow(() -> Problem.notFound("camera " + id));
  }

  /** The same for one that sends frames: its owner, or the camera's own device. */
  Camera findToSend(Caller caller, String id) {
    if (caller.role() == CallerRole.DEVICE
        && tokens.cameraOf(caller).filter(own -> own.toString().equalsIgnoreCase(id)).isEmpty()) {
      throw Problem.forbidden("other_camera", "A device may send frames of its own camera only.");
    }
    return find(caller, id);
  }
}
