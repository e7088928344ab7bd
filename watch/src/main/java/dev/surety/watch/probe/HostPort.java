package dev.surety.watch.probe;

import java.net.URI;

/** An address of a TCP server. */
record HostPort(String host, int port) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int HIGHEST = 65_535;

  /** Reads {@code host:port}, also {@code [::1]:2181}. */
  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|]$", "");
    String digits = text.substring(colon + 1);
    if (host.isEmpty() || !digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > HIGHEST) {
      throw new IllegalArgumentException("'" + text + "' is not host:port");
    }
    return new HostPort(host, Integer.parseInt(digits));
  }

  /** Where an HTTP server listens. */
  static HostPort of(URI url) {
    if (url.getHost() == null) {
      throw new IllegalArgumentException("'" + url + "' is not a URL with a host");
    }
    boolean https = "https".equals(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : https ? HTTPS : HTTP;
    return new HostPort(url.getHost().replaceAll("^\\[|]$", ""), port);
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
