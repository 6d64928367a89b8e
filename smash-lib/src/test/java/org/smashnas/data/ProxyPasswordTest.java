package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads in a JVM of their own through a proxy of this one, which lets nothing out. */
class ProxyPasswordTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  @TempDir Path folder;
  private ServerSocket proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  @ParameterizedTest
  @CsvSource({
    "https_proxy, cifar10, CONNECT www.cs.toronto.edu:443 HTTP/1.1",
    "HTTP_PROXY, stl10, GET http://ai.stanford.edu/~acoates/stl10/stl10_binary.tar.gz HTTP/1.1"
  })
  void aProxyGetsTheUserAndThePasswordThatTheEnvironmentNames(
      String variable, String name, String request) throws Exception {
    String address = "http://me:p%40ss+@localhost:" + proxy.getLocalPort();
    Process child =
        Jvm.of(Downloads.class).in(Map.of(variable, address)).with(folder.toString(), name).start();
    String said;
    try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
      said = output.lines().collect(Collectors.joining("\n"));
    }
    assertThat(child.waitFor()).isEqualTo(1);
    assertThat(said).contains("403").doesNotContain("p%40ss", "p@ss");
    String given = Base64.getEncoder().encodeToString("me:p@ss+".getBytes(StandardCharsets.UTF_8));
    assertThat(asked).containsExactly(request + " null", request + " Basic " + given);
  }

  private void serve() {
    try {
      while (true) {
        try (Socket socket = proxy.accept()) {
          answer(socket);
        }
      }
    } catch (SocketException e) {
      // The test is over and closed the proxy.
    } catch (IOException e) {
      asked.add(e.toString());
    }
  }

  /** Wants a password, and refuses whoever gives one. */
  private void answer(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String request = in.readLine();
    String given = null;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization: ")) {
        given = line.substring("proxy-authorization: ".length());
      }
    }
    asked.add(request + " " + given);
    String answer =
        given == null
            ? "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"here\""
            : "403 Forbidden";
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
  }
}
