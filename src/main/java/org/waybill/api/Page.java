package org.waybill.api;

import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.waybill.json.Json;

/** One page of a list: {@code {"items":[…],"nextCursor":…}}. */
public final class Page {

  /** The most items of one page. */
  public static final int MOST = 500;

  private Page() {}

  /** A {@code limit} parameter, checked. */
  public static int limit(Integer limit, int standard) {
    if (limit == null) {
      return standard;
    }
    if (limit < 1 || limit > MOST) {
      throw RequestBody.wrong("limit", "is " + limit, "1 to " + MOST);
    }
    return limit;
  }

  /** A {@code cursor} parameter, checked; null where it is absent. */
  public static UUID cursor(String cursor) {
    try {
      return cursor == null || cursor.isEmpty() ? null : UUID.fromString(cursor);
    } catch (IllegalArgumentException e) {
      throw RequestBody.wrong(
          "cursor", "is '" + cursor + "'", "a nextCursor returned by this list");
    }
  }

  /**
   * Writes a page.
   *
   * @param found up to {@code limit + 1} items: one more than fits says that there is a next page
   */
  public static <T> String of(
      List<T> found, int limit, Function<T, UUID> id, BiConsumer<StringBuilder, T> write) {
    boolean more = found.size() > limit;
    List<T> items = more ? found.subList(0, limit) : found;
    StringBuilder out = list(items, write);
    out.append(",\"nextCursor\":");
    out.append(more ? Json.quote(id.apply(items.get(limit - 1)).toString()) : "null");
    return out.append('}').toString();
  }

  /** Writes a list that has but one page. */
  public static <T> String of(List<T> items, BiConsumer<StringBuilder, T> write) {
    return list(items, write).append(",\"nextCursor\":null}").toString();
  }

  private static <T> StringBuilder list(List<T> items, BiConsumer<StringBuilder, T> write) {
    StringBuilder out = new StringBuilder("{\"items\":[");
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write.accept(out, items.get(i));
    }
    return out.append(']');
  }
}
