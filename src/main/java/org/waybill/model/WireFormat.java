package org.waybill.model;

import jakarta.json.JsonObject;
import java.util.Map;

/** How a provider is asked, and how it answers. */
interface WireFormat {

  String url(ModelConfig model);

  /** Of the request, with the key. */
  Map<String, String> headers(ModelConfig model);

  JsonObject body(ModelConfig model, ModelCall call);

  /** For one answer. */
  StreamParser parser();
}
