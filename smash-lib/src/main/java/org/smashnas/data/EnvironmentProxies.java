package org.smashnas.data;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that https_proxy, http_proxy and no_proxy name, as for curl and pip, which Java
 * leaves aside; where they name none, those of Java's system properties.
 */
final class EnvironmentProxies extends ProxySelector {
  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI uri) {
    Optional<String> proxy = value(uri.getScheme() + "_proxy");
    if (proxy.isEmpty() || isExempt(uri.getHost())) {
      return ProxySelector.getDefault().select(uri);
    }
    return List.of(new Proxy(Proxy.Type.HTTP, address(proxy.get())));
  }

  private static InetSocketAddress address(String given) {
    try {
      URI address = URI.create(given.contains("://") ? given : "http://" + given);
      int port = address.getPort() < 0 ? 80 : address.getPort();
      return InetSocketAddress.createUnresolved(address.getHost(), port);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "The environment names the proxy \"%s\"; give one such as http://proxy.example:3128"
              .formatted(given),
          e);
    }
  }

  private boolean isExempt(String host) {
    return Arrays.stream(value("no_proxy").orElse("").split(","))
        .map(String::strip)
        .map(each -> each.startsWith(".") ? each.substring(1) : each)
        .filter(each -> !each.isEmpty())
        .anyMatch(each -> each.equals("*") || host.equals(each) || host.endsWith("." + each));
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
