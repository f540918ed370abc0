package org.waybill.api;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;

/** Whole numbers in a query; what is none is a bad request that names its parameter, and no 404. */
@Provider
public class WholeNumbers implements ParamConverterProvider {

  @Override
  public <T> ParamConverter<T> getConverter(Class<T> raw, Type type, Annotation[] annotations) {
    if (raw != Integer.class) {
      return null;
    }
    String name =
        Arrays.stream(annotations)
            .filter(QueryParam.class::isInstance)
            .map(each -> ((QueryParam) each).value())
            .findFirst()
            .orElse("parameter");
    return new ParamConverter<>() {
      @Override
      public T fromString(String text) {
        return raw.cast(read(name, text));
      }

      @Override
      public String toString(T number) {
        return number.toString();
      }
    };
  }

  /** Null where it is absent or empty. */
  static Integer read(String name, String text) {
    try {
      return text == null || text.isEmpty() ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw RequestBody.wrong(name, "is '" + text + "'", "an integer");
    }
  }
}
