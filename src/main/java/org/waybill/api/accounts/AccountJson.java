package org.waybill.api.accounts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.waybill.account.Account;
import org.waybill.account.Provider;
import org.waybill.api.Page;
import org.waybill.json.JsonObjectWriter;

/** Accounts as the API shows them. */
final class AccountJson {

  /**
   * A provider and its account.
   *
   * @param provider null if it is not configured any more
   * @param account null if there is none
   */
  private record Entry(Provider provider, Account account) {}

  private AccountJson() {}

  static String list(Collection<Provider> providers, List<Account> accounts) {
    Map<String, Account> byProvider =
        accounts.stream().collect(Collectors.toMap(Account::provider, Function.identity()));
    List<Entry> entries = new ArrayList<>();
    providers.forEach(each -> entries.add(new Entry(each, byProvider.remove(each.name()))));
    accounts.stream()
        .filter(each -> byProvider.containsKey(each.provider()))
        .forEach(each -> entries.add(new Entry(null, each)));
    return Page.of(entries, AccountJson::write);
  }

  static String of(Provider provider, Account account) {
    StringBuilder out = new StringBuilder();
    write(out, new Entry(provider, account));
    return out.toString();
  }

  private static void write(StringBuilder out, Entry entry) {
    Provider provider = entry.provider();
    Account account = entry.account();
    JsonObjectWriter json =
        new JsonObjectWriter(out)
            .text("provider", provider == null ? account.provider() : provider.name())
            .text("label", provider == null ? null : provider.label())
            .text("kind", (provider == null ? account.kind() : provider.kind()).label())
            .text("state", account == null ? "not_connected" : account.state());
    if (account != null) {
      json.text("scopes", account.scopes().isEmpty() ? null : account.scopes())
          .time("expiresAt", account.expiresAt())
          .time("createdAt", account.createdAt())
          .time("usedAt", account.usedAt());
    }
    json.end();
  }
}
