package dev.surety.watch.probe;

import org.apache.kafka.common.Node;

/** A registered broker; a fenced one is dead, starts or is cut off. */
record Broker(int id, HostPort address, String rack, boolean fenced) {
  static Broker of(Node node) {
    String rack = node.rack() == null ? "" : node.rack();
    return new Broker(node.id(), new HostPort(node.host(), node.port()), rack, node.isFenced());
  }

  String label() {
    return Integer.toString(id);
  }
}
