package dev.surety.sandbox;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code sandbox.json} holds.
 *
 * @param suretyHome the installed image with the server files
 * @param layout the servers and their ports
 * @param processes by server name, those that were started and not taken down
 */
record State(String suretyHome, Layout layout, SortedMap<String, ProcessRecord> processes) {
  State {
    requireNonNull(suretyHome, "suretyHome");
    requireNonNull(layout, "layout");
    processes = new TreeMap<>(processes);
  }

  State with(String server, ProcessRecord process) {
    Map<String, ProcessRecord> changed = new TreeMap<>(processes);
    changed.put(server, process);
    return new State(suretyHome, layout, new TreeMap<>(changed));
  }

  State without(String server) {
    TreeMap<String, ProcessRecord> changed = new TreeMap<>(processes);
    changed.remove(server);
    return new State(suretyHome, layout, changed);
  }
}
