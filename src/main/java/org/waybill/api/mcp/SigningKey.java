package org.waybill.api.mcp;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.waybill.secret.Hmac;
import org.waybill.secret.SharedKey;

/** Signs with a key that all nodes share. */
@ApplicationScoped
class SigningKey {

  private final SharedKey key = new SharedKey("mcp");

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  byte[] sign(byte[] text) {
    return Hmac.of(key.of(durable), text);
  }
}
