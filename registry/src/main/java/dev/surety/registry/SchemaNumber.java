package dev.surety.registry;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import java.util.function.Function;

/** How a record names its schema. */
public sealed interface SchemaNumber {
  /** Calls the function for the case that this is. */
  <R> R match(Function<Id, R> id, Function<Guid, R> guid, Function<ApicurioId, R> apicurio);

  /** The schema's number in one registry; Apicurio's content id is one too. */
  record Id(int id) implements SchemaNumber {
    @Override
    public <R> R match(
        Function<Id, R> whenId, Function<Guid, R> guid, Function<ApicurioId, R> apicurio) {
      return whenId.apply(this);
    }
  }

  /** The schema's number in all registries. */
  record Guid(UUID guid) implements SchemaNumber {
    public Guid {
      requireNonNull(guid, "guid");
    }

    @Override
    public <R> R match(
        Function<Id, R> id, Function<Guid, R> whenGuid, Function<ApicurioId, R> apicurio) {
      return whenGuid.apply(this);
    }
  }

  /** A number of eight bytes that only Apicurio's own API knows. */
  record ApicurioId(Kind kind, long id) implements SchemaNumber {
    /** What the number counts. */
    public enum Kind {
      /** Versions of artifacts. */
      GLOBAL,
      /** Contents, however often they are registered. */
      CONTENT
    }

    public ApicurioId {
      requireNonNull(kind, "kind");
    }

    @Override
    public <R> R match(
        Function<Id, R> id, Function<Guid, R> guid, Function<ApicurioId, R> whenApicurio) {
      return whenApicurio.apply(this);
    }
  }
}
