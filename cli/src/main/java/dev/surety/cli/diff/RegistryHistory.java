package dev.surety.cli.diff;

import dev.surety.registry.Answer;
import dev.surety.registry.ContractStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Earlier versions as a registry keeps them: every contract that was published under the id. */
public final class RegistryHistory {
  private RegistryHistory() {}

  /** The earlier versions of a contract, the newest first; none when nothing was published. */
  public static Answer<List<Edition>> of(ContractStore store, String id) {
    return store
        .versions(id)
        .map(RegistryHistory::editions)
        .match(
            Answer.Found::new,
            absent -> new Answer.Found<>(List.of()),
            refused -> refused,
            unavailable -> unavailable);
  }

  private static List<Edition> editions(List<ContractStore.StoredVersion> versions) {
    List<Edition> editions = new ArrayList<>();
    for (ContractStore.StoredVersion version : versions) {
      editions.add(new Edition("registry:" + version.version(), version.text()));
    }
    Collections.reverse(editions);
    return List.copyOf(editions);
  }
}
