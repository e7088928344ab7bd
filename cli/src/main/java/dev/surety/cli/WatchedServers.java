package dev.surety.cli;

import dev.surety.pipeline.Profile;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import dev.surety.watch.WatchTargets;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code watch} and {@code status} look at: what was named, and the rest of the sandbox where
 * its Kafka is the one that is watched.
 */
record WatchedServers(
    @Nullable URI flink, @Nullable URI registry, List<String> zookeeper, List<Path> disks) {

  WatchTargets with(Profile connection, Duration every) {
    Optional<Sandbox> sandbox =
        Sandbox.open(SandboxOptions.defaultDir())
            .filter(up -> up.bootstrapServers().equals(connection.bootstrapServers()));
    URI flinkUrl =
        flink != null
            ? flink
            : sandbox.flatMap(Sandbox::flinkRestUrl).map(URI::create).orElse(null);
    URI registryUrl =
        registry != null
            ? registry
            : sandbox.flatMap(Sandbox::registryUrl).map(URI::create).orElse(null);
    List<Path> watchedDisks =
        disks.isEmpty() ? sandbox.map(up -> List.of(up.dir())).orElse(List.of()) : disks;
    return WatchTargets.kafka(connection.kafka())
        .withServices(flinkUrl, registryUrl)
        .withMachines(zookeeper, watchedDisks)
        .every(every);
  }
}
