package org.waybill.model;

import jakarta.json.JsonObject;
import java.util.Map;

/** How a provider is asked, and how it answers. */
interface WireFormat {

  String url(ModelConfig model);

  /** Of the request, with the key. */
  default Map<String, String> headers(ModelConfig model) {
    return model.key() == null ? Map.of() : Map.of("Authorization", "Bearer " + model.key());
  }

  JsonObject body(ModelConfig model, ModelCall call);

  /** For one answer. */
  StreamParser parser();
}
