package org.waybill.api;

import jakarta.annotation.Priority;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import org.waybill.json.Json;

/** Gives problems below {@code /v1} the shape of {@link OpenAiError}; the last of the filters. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class OpenAiErrorFilter implements ContainerResponseFilter {

  private static final MediaType PROBLEM = MediaType.valueOf(Problem.MEDIA_TYPE);

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    if (type != null
        && PROBLEM.isCompatible(type)
        && OpenAiError.isWantedBy(request.getUriInfo().getPath())
        && response.getEntity() instanceof String text) {
      JsonObject problem = Json.read(text).asJsonObject();
      response.setEntity(
          OpenAiError.of(response.getStatus(), problem).toString(),
          new Annotation[0],
          MediaType.APPLICATION_JSON_TYPE);
    }
  }
}
