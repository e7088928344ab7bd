package dev.surety.watch.probe;

import java.util.List;

/** The brokers as the cluster last described them; they stay known while it does not answer. */
final class BrokerDirectory {
  private volatile List<Broker> brokers = List.of();

  void update(List<Broker> described) {
    brokers = List.copyOf(described);
  }

  List<Broker> brokers() {
    return brokers;
  }
}
