package dev.surety.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** Three real ZooKeeper servers that elect a leader, in threads of this process. */
final class ZooKeeperEnsemble implements AutoCloseable {
  private static final int SERVERS = 3;

  private final List<Peer> peers = new ArrayList<>();
  private final List<Integer> clientPorts = new ArrayList<>();

  /** A server that can be stopped. */
  private static final class Peer extends QuorumPeerMain {
    boolean serves() {
      return quorumPeer != null
          && (quorumPeer.getPeerState() == QuorumPeer.ServerState.LEADING
              || quorumPeer.getPeerState() == QuorumPeer.ServerState.FOLLOWING);
    }

    void stop() {
      if (quorumPeer != null) {
        quorumPeer.shutdown();
      }
    }
  }

  static ZooKeeperEnsemble begin(Path dir) throws Exception {
    System.setProperty("zookeeper.admin.enableServer", "false");
    System.setProperty("zookeeper.4lw.commands.whitelist", "srvr,mntr");
    ZooKeeperEnsemble ensemble = new ZooKeeperEnsemble();
    List<Integer> ports = freePorts(3 * SERVERS);
    for (int id = 1; id <= SERVERS; id++) {
      ensemble.start(id, dir.resolve("zookeeper-" + id), ports);
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ensemble.peers.stream().allMatch(Peer::serves));
    return ensemble;
  }

  private void start(int id, Path data, List<Integer> ports) throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("myid"), Integer.toString(id));
    Properties properties = new Properties();
    properties.setProperty("dataDir", data.toString());
    properties.setProperty("tickTime", "1000");
    properties.setProperty("initLimit", "10");
    properties.setProperty("syncLimit", "5");
    properties.setProperty("clientPortAddress", "127.0.0.1");
    int clientPort = ports.get(id - 1);
    properties.setProperty("clientPort", Integer.toString(clientPort));
    for (int other = 1; other <= SERVERS; other++) {
      properties.setProperty(
          "server." + other,
          "127.0.0.1:%d:%d"
              .formatted(ports.get(SERVERS + other - 1), ports.get(2 * SERVERS + other - 1)));
    }
    QuorumPeerConfig config = new QuorumPeerConfig();
    config.parseProperties(properties);
    Peer peer = new Peer();
    Thread thread = new Thread(() -> run(peer, config), "zookeeper-" + id);
    thread.setDaemon(true);
    thread.start();
    peers.add(peer);
    clientPorts.add(clientPort);
  }

  private static void run(Peer peer, QuorumPeerConfig config) {
    try {
      peer.runFromConfig(config);
    } catch (Exception e) {
      throw new IllegalStateException("a ZooKeeper server has failed", e);
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** {@code --zookeeper HOST:PORT} for each. */
  List<String> watchOptions() {
    return clientPorts.stream()
        .flatMap(port -> List.of("--zookeeper", "127.0.0.1:" + port).stream())
        .toList();
  }

  @Override
  public void close() {
    peers.forEach(Peer::stop);
  }
}
