package org.waybill.observe;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** Puts {@link EscapedLog} before the server's log for as long as the product is deployed. */
@WebListener
public class LogGuard implements ServletContextListener {

  /** Of all the product's loggers; held, since loggers that nobody holds forget their settings. */
  private final Logger product = Logger.getLogger("org.waybill");

  private final Handler escaped = new EscapedLog(Logger.getLogger(""));

  @Override
  public void contextInitialized(ServletContextEvent event) {
    // A life that ended without a word may have left its own behind.
    Arrays.stream(product.getHandlers())
        .filter(handler -> handler.getClass().getName().equals(EscapedLog.class.getName()))
        .forEach(product::removeHandler);
    product.addHandler(escaped);
    product.setUseParentHandlers(false);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    product.setUseParentHandlers(true);
    product.removeHandler(escaped);
  }
}
