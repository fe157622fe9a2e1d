package org.backprop.app.studio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which requests are answered. The Host of each must be this server's own, so that a page
 * of another site cannot reach it under a name that it has pointed here (DNS rebinding); the Origin
 * too where there is one; and a request that may change something needs the token that only our own
 * page has.
 */
final class Guard {
  static final String TOKEN_HEADER = "X-Backprop-Token";

  private static final int TOKEN_BYTES = 16;

  private final Set<String> hosts;
  private final String token;

  Guard(String host, int port) {
    this.hosts = hosts(host, port);
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    this.token = HexFormat.of().formatHex(bytes);
  }

  private static Set<String> hosts(String host, int port) {
    var end = ":" + port;
    return Stream.of("localhost", "127.0.0.1", "[::1]", named(host))
        .map(it -> it + end)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String named(String host) {
    return (host.contains(":") ? "[" + host + "]" : host).toLowerCase(Locale.ROOT);
  }

  String token() {
    return token;
  }

  /** Why a request is refused; empty if it is answered. */
  Optional<String> refusal(Request request) {
    var host = request.headers("Host");
    if (host.size() != 1 || !isOwn(host.getFirst())) {
      return Optional.of("this server answers under its own address only");
    }
    var origin = request.header("Origin");
    if (origin.isPresent() && !isOwn(authority(origin.get()))) {
      return Optional.of("this server answers its own page only");
    }
    var isReading = request.method().equals("GET") || request.method().equals("HEAD");
    if (!isReading && !hasToken(request)) {
      return Optional.of("the page is of an earlier server; load it again");
    }
    return Optional.empty();
  }

  private boolean isOwn(String authority) {
    return hosts.contains(authority.toLowerCase(Locale.ROOT));
  }

  private static String authority(String origin) {
    try {
      var uri = URI.create(origin);
      return "http".equals(uri.getScheme()) ? String.valueOf(uri.getRawAuthority()) : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private boolean hasToken(Request request) {
    var given = request.header(TOKEN_HEADER).orElse("");
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
