package org.waybill.api.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.waybill.api.Page;
import org.waybill.api.RequestBody;
import org.waybill.json.JsonObjectWriter;
import org.waybill.model.ModelUsage;
import org.waybill.model.UsageSum;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;

/** {@code /api/usage}: users see their own, operators their tenant's, administrators all. */
@Path("/usage")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsageResource {

  private static final String USUAL = "model,day";
  private static final int USUAL_DAYS = 30;
  private static final int MOST = 1_000;

  @Inject private ModelUsage usage;
  @Inject private Clock clock;

  @GET
  public String sums(
      @Context SecurityContext security,
      @QueryParam("by") String by,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    Caller caller = Caller.of(security);
    Owner owner =
        new Owner(
            caller.isAdmin() ? null : caller.tenant(),
            caller.isOperator() ? null : caller.userId());
    LocalDate last = day("to", to, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    LocalDate first = day("from", from, last.minusDays(USUAL_DAYS));
    List<UsageSum.By> keys = keys(by == null ? USUAL : by);
    return Page.of(usage.sums(owner, keys, first, last, MOST), (out, sum) -> write(out, keys, sum));
  }

  private static LocalDate day(String field, String text, LocalDate usual) {
    try {
      return text == null ? usual : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw RequestBody.wrong(field, "is '" + shown(text) + "'", "a day such as 2026-01-31");
    }
  }

  private static List<UsageSum.By> keys(String text) {
    List<UsageSum.By> keys = new ArrayList<>();
    for (String label : text.split(",", -1)) {
      UsageSum.By key =
          Arrays.stream(UsageSum.By.values())
              .filter(each -> each.label().equals(label))
              .findFirst()
              .orElseThrow(() -> RequestBody.wrong("by", "is '" + shown(text) + "'", allowed()));
      if (!keys.contains(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static String allowed() {
    return Arrays.stream(UsageSum.By.values())
            .map(UsageSum.By::label)
            .collect(Collectors.joining(", "))
        + ", separated by commas";
  }

  private static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100);
  }

  private static void write(StringBuilder out, List<UsageSum.By> keys, UsageSum sum) {
    JsonObjectWriter json = new JsonObjectWriter(out);
    for (int i = 0; i < keys.size(); i++) {
      json.text(keys.get(i).label(), sum.keys().get(i));
    }
    json.number("calls", sum.calls())
        .number("failed", sum.failed())
        .number("in", sum.usage().in())
        .number("out", sum.usage().out())
        .number("cached", sum.usage().cached())
        .json("cost", sum.usage().cost().toPlainString())
        .end();
  }
}
