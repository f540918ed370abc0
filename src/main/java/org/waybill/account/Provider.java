package org.waybill.account;

import java.net.URI;
import java.util.List;

/**
 * A service that users can connect accounts of.
 *
 * @param name as in paths: lower-case letters, digits and {@code -}
 * @param label for people
 * @param baseUrl of its API, without a slash at the end; null if tools do not need one
 * @param tools that may use its accounts; empty: all
 * @param oauth how to authorize; null unless {@link AccountKind#OAUTH2}
 * @param mailServer where to send; null unless {@link AccountKind#SMTP}
 */
public record Provider(
    String name,
    String label,
    AccountKind kind,
    URI baseUrl,
    List<String> tools,
    Client oauth,
    MailHost mailServer) {

  /**
   * This installation as the provider knows it.
   *
   * @param secret null for a public client
   */
  public record Client(
      URI authorizationEndpoint, URI tokenEndpoint, String id, String secret, List<String> scopes) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }

  /** A mail server of the operators' choice. */
  public record MailHost(String host, int port, String security) {}

  boolean allows(String tool) {
    return tools.isEmpty() || tools.contains(tool);
  }
}
