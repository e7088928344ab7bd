package dev.surety.watch.probe;

/** What ZooKeeper 3.8 answers. */
final class ZooKeeperTexts {
  static final String MNTR =
      """
      zk_version\t3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC
      zk_server_state\tleader
      zk_peer_state\tleading - broadcast
      zk_ephemerals_count\t4
      zk_min_latency\t0
      zk_avg_latency\t2.5
      zk_max_latency\t139
      zk_num_alive_connections\t7
      zk_outstanding_requests\t3
      zk_znode_count\t151
      zk_approximate_data_size\t9731
      zk_synced_followers\t2
      zk_synced_non_voting_followers\t0
      zk_open_file_descriptor_count\t78
      """;

  static final String NOT_ALLOWED = "mntr is not executed because it is not in the whitelist.\n";

  static final String SRVR =
      """
      Zookeeper version: 3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC
      Latency min/avg/max: 0/1.25/139
      Received: 1042
      Sent: 1041
      Connections: 5
      Outstanding: 1
      Zxid: 0x100000061
      Mode: follower
      Node count: 151
      """;

  private ZooKeeperTexts() {}
}
