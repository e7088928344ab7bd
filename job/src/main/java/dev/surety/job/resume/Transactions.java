package dev.surety.job.resume;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of a cluster about transactions. Every call has a timeout; failures are {@link
 * dev.surety.job.OperationException}s.
 */
public interface Transactions {
  /** An id in the list of all, with the state of its newest transaction. */
  record Listed(String id, BrokerTransaction.State state) {
    public Listed {
      requireNonNull(id, "id");
      requireNonNull(state, "state");
    }
  }

  /** All ids with a prefix, as far as the cluster remembers them. */
  List<Listed> list(String prefix);

  /** What is known of these ids; one that the cluster does not know is missing. */
  Map<String, BrokerTransaction> describe(Collection<String> ids);

  /**
   * Traces that the open transactions of a prefix leave: they change when one begins or goes on
   * writing.
   */
  Set<String> traces(String prefix);

  /** Ends what is open under these ids: it is aborted, and its producer fenced. */
  void end(Collection<String> ids);
}
