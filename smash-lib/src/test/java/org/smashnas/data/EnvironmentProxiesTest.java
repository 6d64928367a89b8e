package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
          "near.example, .edu");

  @ParameterizedTest
  @CsvSource({
    "https://far.example/a, HTTP @ proxy.example/<unresolved>:3128",
    "http://far.example/a, HTTP @ other.example/<unresolved>:80",
    "https://near.example/a, DIRECT",
    "https://very.near.example/a, DIRECT",
    "https://notnear.example/a, HTTP @ proxy.example/<unresolved>:3128",
    "http://www.cs.toronto.edu/a, DIRECT"
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
}
