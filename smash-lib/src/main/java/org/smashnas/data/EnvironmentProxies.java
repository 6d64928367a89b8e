package org.smashnas.data;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that https_proxy, http_proxy and no_proxy name, as for curl and pip, which Java
 * leaves aside; where they name none, those of Java's system properties.
 */
final class EnvironmentProxies extends ProxySelector {
  /** Java's list of what is not sent to a proxy for https; by itself, passwords. */
  private static final String DISABLED = "jdk.http.auth.tunneling.disabledSchemes";

  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI uri) {
    Optional<String> proxy = value(uri.getScheme() + "_proxy");
    if (proxy.isEmpty() || isExempt(uri)) {
      return ProxySelector.getDefault().select(uri);
    }
    return List.of(new Proxy(Proxy.Type.HTTP, address(proxy.get())));
  }

  /**
   * Gives the user and password of {@code http://user:password@proxy:port} to that proxy, and to
   * nobody else.
   *
   * <p>To be called before the JVM makes its first HttpClient: where there is a password, it allows
   * passwords to be sent to a proxy for https too, as curl does and Java by itself does not.
   */
  Authenticator passwords() {
    List<URI> known =
        Stream.of("https_proxy", "http_proxy")
            .flatMap(name -> value(name).stream())
            .flatMap(given -> new Address(given).parsed().stream())
            .filter(proxy -> proxy.getRawUserInfo() != null)
            .toList();
    if (!known.isEmpty() && System.getProperty(DISABLED) == null) {
      System.setProperty(DISABLED, "");
    }
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() != RequestorType.PROXY
            ? null
            : known.stream()
                .filter(proxy -> proxy.getHost().equals(getRequestingHost()))
                .filter(proxy -> port(proxy) == getRequestingPort())
                .findFirst()
                .map(proxy -> password(proxy.getRawUserInfo()))
                .orElse(null);
      }
    };
  }

  private static PasswordAuthentication password(String userInfo) {
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    String password = colon < 0 ? "" : userInfo.substring(colon + 1);
    return new PasswordAuthentication(decoded(user), decoded(password).toCharArray());
  }

  /** An address's %-codes, in which, unlike in a form's, + is +. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static InetSocketAddress address(String given) {
    Address named = new Address(given);
    URI address =
        named
            .parsed()
            .orElseThrow(
                () ->
                    new DataException(
                        ("The environment names the proxy \"%s\"; give one such as"
                                + " http://proxy.example:3128 or http://user:password@"
                                + "proxy.example:3128, special characters as %%-codes")
                            .formatted(named)));
    return InetSocketAddress.createUnresolved(address.getHost(), port(address));
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  private boolean isExempt(URI uri) {
    return Arrays.stream(value("no_proxy").orElse("").split(","))
        .map(each -> each.strip().toLowerCase(Locale.ROOT))
        .filter(each -> !each.isEmpty())
        .anyMatch(each -> isMeant(each, uri));
  }

  /** Whether an entry, a host or a domain with or without a port, means this address. */
  private static boolean isMeant(String entry, URI uri) {
    int colon = entry.lastIndexOf(':');
    // An IPv6 address has colons of its own, and brackets where a port follows.
    boolean hasPort = colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
    String name = plain(hasPort ? entry.substring(0, colon) : entry).replaceFirst("^\\.", "");
    String host = plain(uri.getHost().toLowerCase(Locale.ROOT));
    return (name.equals("*") || host.equals(name) || host.endsWith("." + name))
        && (!hasPort || entry.substring(colon + 1).equals(String.valueOf(port(uri))));
  }

  private static String plain(String host) {
    return host.replace("[", "").replace("]", "");
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.getOrDefault(name, environment.get(upper(name))))
        .filter(each -> !each.isBlank());
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The download itself fails, and says so.
  }
}
