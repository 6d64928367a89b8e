package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Authenticator.RequestorType;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "https_proxy",
          "http://proxy.example:3128/",
          "HTTP_PROXY",
          "other.example",
          "no_proxy",
          "near.example, .edu, [::1]:81, ::2, Port.example:8080, tls.example:443");

  @ParameterizedTest
  @CsvSource({
    "https://far.example/a, HTTP @ proxy.example/<unresolved>:3128",
    "http://far.example/a, HTTP @ other.example/<unresolved>:80",
    "https://near.example/a, DIRECT",
    "https://very.near.example/a, DIRECT",
    "https://notnear.example/a, HTTP @ proxy.example/<unresolved>:3128",
    "http://www.cs.toronto.edu/a, DIRECT",
    "http://port.example:8080/a, DIRECT",
    "http://a.PORT.example:8080/a, DIRECT",
    "http://port.example/a, HTTP @ other.example/<unresolved>:80",
    "http://port.example:80800/a, HTTP @ other.example/<unresolved>:80",
    "https://tls.example/a, DIRECT",
    "http://tls.example/a, HTTP @ other.example/<unresolved>:80",
    "http://[::1]:81/a, DIRECT",
    "http://[::1]:82/a, HTTP @ other.example/<unresolved>:80",
    "http://[::2]:82/a, DIRECT"
  })
  void theVariableOfTheSchemeIsTakenUnlessTheHostIsExempt(String address, String proxy) {
    assertThat(new EnvironmentProxies(ENVIRONMENT).select(URI.create(address)))
        .singleElement()
        .hasToString(proxy);
  }

  @Test
  void withoutVariablesJavasOwnSettingsHold() {
    assertThat(new EnvironmentProxies(Map.of()).select(URI.create("https://far.example")))
        .singleElement()
        .hasToString("DIRECT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no proxy", "http://", "://x"})
  void aProxyThatIsNoneIsSaid(String given) {
    EnvironmentProxies proxies = new EnvironmentProxies(Map.of("http_proxy", given));
    assertThatThrownBy(() -> proxies.select(URI.create("http://far.example")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:secret",
        "user:secret",
        "user:secret:3128",
        "http://user:a secret@proxy.example",
        "http://user:secret@",
        "http://user:se/secret@proxy.example:3128"
      })
  void aPasswordOfAProxyThatIsNoneIsNeverPrinted(String given) {
    EnvironmentProxies proxies = new EnvironmentProxies(Map.of("http_proxy", given));
    assertThatThrownBy(() -> proxies.select(URI.create("http://far.example")))
        .isInstanceOf(DataException.class)
        .satisfies(e -> assertThat(DownloadServer.wholeText(e)).doesNotContain("secret"));
  }

  @Test
  void aPasswordIsGivenToItsProxyAloneAndNeverPrinted() throws Exception {
    Map<String, String> environment =
        Map.of("https_proxy", "http://me:p%40ss+@proxy.example:3128", "http_proxy", "me:a b@x");
    EnvironmentProxies proxies = new EnvironmentProxies(environment);
    assertThat(proxies.select(URI.create("https://far.example")))
        .singleElement()
        .hasToString("HTTP @ proxy.example/<unresolved>:3128");
    PasswordAuthentication given = ask(proxies, "proxy.example", 3128, RequestorType.PROXY);
    assertThat(given.getUserName()).isEqualTo("me");
    assertThat(given.getPassword()).containsExactly("p@ss+".toCharArray());
    assertThat(ask(proxies, "proxy.example", 3129, RequestorType.PROXY)).isNull();
    assertThat(ask(proxies, "far.example", 3128, RequestorType.PROXY)).isNull();
    assertThat(ask(proxies, "proxy.example", 3128, RequestorType.SERVER)).isNull();
    assertThatThrownBy(() -> proxies.select(URI.create("http://far.example")))
        .hasMessageContainingAll("\"...@x\"", "%-codes")
        .hasMessageNotContaining("a b");
  }

  private static PasswordAuthentication ask(
      EnvironmentProxies proxies, String host, int port, RequestorType type) {
    return proxies
        .passwords()
        .requestPasswordAuthenticationInstance(
            host, null, port, "http", "realm", "basic", null, type);
  }
}
