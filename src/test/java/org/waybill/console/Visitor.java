package org.waybill.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A person at a browser, who notes every error that the browser reports. */
final class Visitor implements AutoCloseable {

  private final URI base;
  private final BrowserContext context;
  private final Page page;
  private final List<String> troubles = new ArrayList<>();
  private String expected;

  Visitor(Browser browser, URI base, ColorScheme scheme) {
    this.base = base;
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                // A toast that is still fading in has no contrast yet.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(1280, 800));
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            note(message.text());
          }
        });
    page.onPageError(this::note);
  }

  Page page() {
    return page;
  }

  /** One kind of trouble that belongs to the test, by a part of its text. */
  Visitor expecting(String trouble) {
    expected = trouble;
    return this;
  }

  Visitor opens(String place) {
    page.navigate(base.resolve("/") + place);
    return this;
  }

  Visitor entersToken(String token) {
    page.getByLabel("API token").fill(token);
    button("Sign in").click();
    return this;
  }

  Visitor signsIn(String token) {
    opens("").entersToken(token);
    page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main")).waitFor();
    return this;
  }

  void presses(String name) {
    button(name).click();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator sees(String text) {
    Locator found = page.getByText(text).first();
    found.waitFor();
    return found;
  }

  /** Waits until something that this selector names is there. */
  Locator awaits(String selector) {
    Locator found = page.locator(selector).first();
    found.waitFor();
    return found;
  }

  void findsItAccessible(String where) {
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .as("accessibility of " + where)
        .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
        .isEmpty();
  }

  @Override
  public void close() {
    context.close();
    assertThat(troubles).as("errors that the browser reported").isEmpty();
  }

  private void note(String trouble) {
    if (expected == null || !trouble.contains(expected)) {
      troubles.add(trouble);
    }
  }
}
