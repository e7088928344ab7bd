package dev.surety.registry;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;

/**
 * A registry as a place for contracts: the document itself, byte for byte, beside the schemas that
 * are derived from it, so that every earlier version is at hand when one is changed.
 */
public interface ContractStore {
  /**
   * A version of a contract.
   *
   * @param version the contract's own version
   * @param text the document
   */
  record StoredVersion(String version, String text) {
    public StoredVersion {
      requireNonNull(version, "version");
      requireNonNull(text, "text");
    }
  }

  /** What storing did. */
  enum Stored {
    /** There is a new version. */
    ADDED,
    /** Exactly this document was there. */
    UNCHANGED
  }

  /**
   * Stores a version of a contract. Another document under a version that is there is refused with
   * status 409.
   */
  Answer<Stored> put(String id, String version, String text);

  /**
   * All versions of a contract in the order in which they were stored; absent when there is none.
   */
  Answer<List<StoredVersion>> versions(String id);

  /** Where people find a version of a contract. */
  String shown(String id, String version);

  /**
   * The store of a registry. Apicurio keeps documents of any kind in its own API; any other server
   * keeps a JSON schema that carries the document.
   */
  static ContractStore of(RegistrySettings settings) {
    SchemaRegistry registry = new SchemaRegistry(settings);
    String url = settings.url().toString();
    int path = url.indexOf(ApicurioContracts.CONFLUENT_PATH);
    return path < 0
        ? new SchemaContracts(registry)
        : new ApicurioContracts(registry, URI.create(url.substring(0, path)));
  }
}
